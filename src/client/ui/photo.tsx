import { useCallback, type RefCallback } from 'react';
import './photo.css';

/** What is kept of a picture, and its words for who does not see it. */
export interface ShownProps {
  readonly bytes: Uint8Array;
  readonly alt: string;
}

export function Photo({ bytes, alt }: ShownProps) {
  return <img ref={useFileUrl(bytes, 'image/jpeg', 'src')} className="photo" alt={alt} />;
}

/** Puts an address by which the browser shows the bytes into an attribute of the element, for as long as it stands. */
export function useFileUrl(bytes: Uint8Array, type: string, attribute: 'src' | 'href'): RefCallback<Element> {
  return useCallback((element) => {
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    element?.setAttribute(attribute, url);
    return () => URL.revokeObjectURL(url);
  }, [bytes, type, attribute]);
}
