/**
 * Says for which device a request is meant: its id, or the `x` of its public key where the id is not known
 * yet. Several people share a phone, but a browser has one cookie: the last of them whose session was
 * renewed. A session of another device counts as run out, and the vault's own key gets a new one.
 */
export const DEVICE_HEADER = 'x-dehri-device';
