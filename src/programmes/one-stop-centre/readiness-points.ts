// The checklist that a new centre begins with: what the scheme's guidelines and practice ask of the
// building (dossier A1, A2). Not an official list; an office adds its own points. Words
// `one-stop-centre:readiness.<key>`.
export const READINESS_POINTS = [
  'hospital_near', 'area', 'beds', 'toilet', 'ramp', 'cctv', 'video_link', 'fire', 'complaint_box', 'signboard', 'water', 'kitchen', 'electricity',
  'counselling_room', 'locked_cupboard', 'first_aid', 'phone_line', 'night_guard', 'vehicle',
] as const;
