// The outlines of Bihar's 38 districts as paths of a drawing: of the Census of 2011, after
// guneetnarula/indian-district-boundaries (MIT licence, © 2020 Guneet Narula), joined by census code and
// simplified; the licence stands beside the file.
import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import * as z from 'zod/mini';
import file from './bihar-districts.json';

export const WIDTH = 720;
export const HEIGHT = 460;

export interface Outline {
  /** LGD code of the district. */
  readonly lgd: number;
  readonly hi: string;
  readonly en: string;
  readonly path: string;
  /** Where its words stand. */
  readonly at: readonly [x: number, y: number];
}

const properties = z.object({ lgd: z.int(), hi: z.string(), en: z.string() });
const pair = z.tuple([z.number(), z.number()]);
const rings = z.array(z.array(z.number()));
const topologySchema = z.object({
  type: z.literal('Topology'), arcs: z.array(z.array(pair)), transform: z.object({ scale: pair, translate: pair }),
  objects: z.object({ districts: z.object({
    type: z.literal('GeometryCollection'),
    geometries: z.array(z.discriminatedUnion('type', [
      z.object({ type: z.literal('Polygon'), arcs: rings, properties }), z.object({ type: z.literal('MultiPolygon'), arcs: z.array(rings), properties }),
    ])),
  }) }),
});

export const OUTLINES: readonly Outline[] = outlines();

function outlines(): readonly Outline[] {
  const topology = topologySchema.parse(file);
  const state = feature(topology, topology.objects.districts);
  const draw = geoPath(geoMercator().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], state)).digits(1);
  return state.features.map((district) => ({ lgd: district.properties.lgd, hi: district.properties.hi, en: district.properties.en, path: draw(district) ?? '', at: draw.centroid(district) }));
}
