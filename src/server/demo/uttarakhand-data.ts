// Made-up people and offices of the State Resource Centre's demo.
export interface DemoDepartment {
  readonly code: string;
  readonly hi: string;
  readonly en: string;
  readonly nodal?: string;
}

export const TEXTS_OF_UTTARAKHAND = {
  departments: [
    { code: '5.dep1', hi: 'श्रम विभाग, उत्तराखंड', en: 'Labour Department, Uttarakhand', nodal: 'हरीश जोशी' },
    { code: '5.dep2', hi: 'पुलिस (मानव तस्करी रोधी इकाई), उत्तराखंड', en: 'Police (anti-trafficking unit), Uttarakhand', nodal: 'नरेंद्र भंडारी' },
    { code: '5.dep3', hi: 'महिला सशक्तिकरण एवं बाल विकास विभाग, उत्तराखंड', en: 'Women Empowerment and Child Development, Uttarakhand', nodal: 'सुषमा बिष्ट' },
    { code: '5.dep4', hi: 'स्वास्थ्य विभाग, उत्तराखंड', en: 'Health Department, Uttarakhand', nodal: 'कविता पंत' },
    { code: '5.dep5', hi: 'समाज कल्याण विभाग, उत्तराखंड', en: 'Social Welfare Department, Uttarakhand' },
    { code: '5.dep6', hi: 'शिक्षा विभाग, उत्तराखंड', en: 'Education Department, Uttarakhand' },
  ] satisfies readonly DemoDepartment[] as readonly DemoDepartment[],
  units: [{ code: '5.49.dcpu1', hi: 'जिला बाल संरक्षण इकाई, देहरादून', en: 'District Child Protection Unit, Dehradun', head: 'अर्चना थपलियाल', worker: 'मोहन सेमवाल' }],
  people: { officer: 'विनीता नेगी', second: 'प्रमोद उनियाल', operator: 'दीपक रावत' },
} as const;
