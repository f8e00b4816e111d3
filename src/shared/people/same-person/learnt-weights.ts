// Made by `npx tsx tests/bench/learn-match.ts` on 36380 rows of the training fold; not written by hand.
// Bits for rows of one child and for brothers and sisters, beside strangers. Above each: how often it was seen
// among them, in this order. `typical`: how likely two rows have the same name by chance.
export const LEARNT = {
  typical: { name: 0.00669, father: 0.01562 },
  name: {
    // 98 0 298
    'alike': [6.19, -2.59],
    // 54 0 87
    'crossed-both': [7.10, -0.82],
    // 102 731 31033
    'crossed-one': [-0.46, 1.22],
    // 257 29471 2937331
    'differs': [-5.69, -0.01],
    // 362 109 10495
    'faint': [2.93, 0.05],
    // 1998 3 2597
    'near': [7.41, -2.91],
    // 33 0 3810
    'otherFamily': [0.96, -6.27],
    // 10584 12 14016
    'same': [7.38, -3.50],
    // 109 0 43
    'turned': [9.12, 0.18],
  },
  father: {
    // 109 211 441
    'alike': [5.78, 5.58],
    // 49 118 2494740
    'differs': [-7.83, -7.72],
    // 279 620 10346
    'faint': [2.58, 2.59],
    // 1913 4171 4599
    'near': [6.52, 6.50],
    // 26 92 15131
    'otherFamily': [-1.37, -0.71],
    // 9139 20211 20036
    'same': [6.66, 6.66],
  },
  mother: {
    // 24 70 182
    'alike': [5.04, 5.30],
    // 14 37 759747
    'differs': [-7.74, -7.63],
    // 82 205 7169
    'faint': [1.49, 1.55],
    // 468 980 1056
    'near': [6.76, 6.57],
    // 3 7 214
    'otherFamily': [2.00, 1.84],
    // 2585 6303 8506
    'same': [6.21, 6.24],
  },
  birth: {
    // 3158 285 69658
    'age': [3.32, -1.30],
    // 288 10503 711438
    'apart': [-3.48, 0.54],
    // 6993 0 400
    'day': [11.91, -3.02],
    // 0 17276 1826099
    'far': [-14.01, -0.10],
    // 1044 1559 287282
    'near': [-0.32, -0.90],
    // 866 7 17276
    'slip': [3.47, -4.54],
    // 111 0 135
    'turned': [7.51, -1.46],
    // 820 44 20545
    'year': [3.14, -2.22],
  },
  sex: {
    // 101 14859 1469538
    'differs': [-6.03, 0.00],
    // 13178 14837 1469718
    'same': [0.99, -0.00],
  },
  place: {
    // 1715 4031 18147
    'block': [4.38, 4.46],
    // 98 215 13867
    'blockOnly': [0.65, 0.62],
    // 972 2098 38613
    'district': [2.47, 2.42],
    // 261 649 268760
    'districtOnly': [-2.22, -2.07],
    // 359 1272 2622310
    'otherDistrict': [-5.05, -4.38],
    // 5 20 22711
    'otherVillage': [-4.23, -3.49],
    // 2485 5602 1083
    'schoolsVillage': [8.98, 9.00],
    // 5247 11254 1713
    'village': [9.40, 9.34],
    // 2375 5031 1616
    'villageAlike': [8.34, 8.26],
    // 43 74 203
    'villageOtherBlock': [5.56, 5.18],
  },
  school: {
    // 26 361 370332
    'differs': [-3.92, -3.47],
    // 377 3677 2308
    'same': [7.24, 7.20],
  },
  phone: {
    // 1321 3250 1175577
    'differs': [-2.00, -1.84],
    // 3733 8184 0
    'same': [16.00, 16.00],
    // 79 0 46
    'shared': [8.57, 0.11],
    // 136 238 0
    'slip': [15.89, 15.55],
  },
  number: {
    // 0 1244 125503
    'differs': [-9.02, -0.00],
    // 251 0 9
    'same': [13.64, 2.41],
    // 9 8 790
    'slip': [2.54, 0.12],
  },
} as const;
