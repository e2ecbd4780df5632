/** The formats that diagnostics can be told in. */
export const DIAGNOSTIC_FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type DiagnosticFormat = (typeof DIAGNOSTIC_FORMATS)[number];
