// How doors that were written twice are joined, by the type of their record: only the desk reads it.
import type { DoorJoining } from '#shared/field-work.ts';
import { joining } from './jeevika/joining.ts';

export const JOININGS: Readonly<Partial<Record<string, DoorJoining>>> = { household: joining };
