// Names offered for a new group; the women choose their own. Plain words without religion or caste.
export const GROUP_NAMES = ['एकता', 'प्रगति', 'उजाला', 'नई किरण', 'संगम', 'आशा', 'जागृति', 'सवेरा', 'विश्वास', 'खुशहाली', 'सहेली', 'उड़ान', 'पहल', 'हिम्मत', 'नई राह', 'मेहनत'] as const;
