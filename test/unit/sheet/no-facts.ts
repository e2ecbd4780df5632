import type { AssessmentFacts, Organization } from '../../../src/sheet/sheet.ts';

/** What a sheet states of the assessment where nothing is filled in. */
export const NO_FACTS: AssessmentFacts = {
  objective: null,
  scope: null,
  criteria: [],
  dates: { start: null, end: null },
  places: [],
  body: null,
  team: [],
  participants: [],
  methods: [],
  documentReview: null,
  conclusion: null,
  suggestions: [],
};

/** What a sheet states of the organisation where nothing is filled in. */
export const NO_ORGANIZATION: Organization = {
  name: null,
  creditCode: null,
  legalForm: null,
  address: null,
  contact: null,
  trade: null,
  servingSince: null,
  staff: null,
  premises: null,
  standing: null,
  commitment: null,
};
