/**
 * The FollowTheMoney schemata that an investigation meets, as data (ENT-1): names, ancestry, properties and the ends of
 * the intervals are those of followthemoney.tech (MIT), so that what is written here can be exchanged with its users.
 * A schema that is not in this table is not offered and not accepted; adding one is adding a line.
 */
export interface Schema {
  readonly label: string;
  readonly plural: string;
  readonly extends: readonly string[];
  /** Of its own; `propertiesOf` adds the inherited ones. Name -> label. */
  readonly properties: Readonly<Record<string, string>>;
  /** A kind that only groups others: nothing is made of it. */
  readonly abstract?: true;
  /** What is offered first when a person names something new. */
  readonly common?: true;
  /** Set on intervals: what may stand at each end, and how the line reads from one to the other. */
  readonly edge?: Edge;
}

export interface Edge {
  readonly from: End;
  readonly to: End;
  readonly words: string;
  readonly directed: boolean;
}

export interface End {
  readonly property: string;
  readonly range: string;
}

const edge = (from: string, fromRange: string, words: string, to: string, toRange: string, directed = true): Edge => ({
  from: { property: from, range: fromRange },
  to: { property: to, range: toRange },
  words,
  directed,
});

export const schemata: Readonly<Record<string, Schema>> = {
  Thing: {
    label: 'Thing',
    plural: 'Things',
    extends: [],
    abstract: true,
    properties: {
      summary: 'Summary',
      description: 'Description',
      notes: 'Notes',
      country: 'Country',
      address: 'Address',
      topics: 'Topics',
      keywords: 'Keywords',
      sourceUrl: 'Source link',
      wikidataId: 'Wikidata ID',
      wikipediaUrl: 'Wikipedia article',
    },
  },
  LegalEntity: {
    label: 'Legal entity',
    plural: 'Legal entities',
    extends: ['Thing'],
    properties: {
      email: 'E-mail',
      phone: 'Phone',
      website: 'Website',
      legalForm: 'Legal form',
      incorporationDate: 'Incorporation date',
      dissolutionDate: 'Dissolution date',
      status: 'Status',
      sector: 'Sector',
      classification: 'Classification',
      registrationNumber: 'Registration number',
      idNumber: 'ID number',
      taxNumber: 'Tax number',
      vatCode: 'VAT identifier',
      jurisdiction: 'Jurisdiction',
      mainCountry: 'Country of origin',
      opencorporatesUrl: 'OpenCorporates link',
      leiCode: 'LEI',
    },
  },
  Person: {
    label: 'Person',
    plural: 'People',
    extends: ['LegalEntity'],
    common: true,
    properties: {
      title: 'Title',
      firstName: 'First name',
      secondName: 'Second name',
      middleName: 'Middle name',
      fatherName: 'Patronymic',
      motherName: 'Matronymic',
      lastName: 'Last name',
      birthDate: 'Birth date',
      birthPlace: 'Place of birth',
      birthCountry: 'Country of birth',
      deathDate: 'Death date',
      position: 'Position',
      nationality: 'Nationality',
      citizenship: 'Citizenship',
      passportNumber: 'Passport number',
      gender: 'Gender',
      religion: 'Religion',
      political: 'Political association',
      education: 'Education',
    },
  },
  Organization: {
    label: 'Organization',
    plural: 'Organizations',
    extends: ['LegalEntity'],
    common: true,
    properties: { cageCode: 'CAGE code', permId: 'PermID', imoNumber: 'IMO number', giiNumber: 'GIIN' },
  },
  Company: {
    label: 'Company',
    plural: 'Companies',
    extends: ['Organization', 'Asset'],
    common: true,
    properties: {
      capital: 'Capital',
      voenCode: 'VOEN',
      coatoCode: 'COATO',
      cikCode: 'SEC CIK',
      ticker: 'Stock ticker',
    },
  },
  PublicBody: {
    label: 'Public body',
    plural: 'Public bodies',
    extends: ['Organization'],
    common: true,
    properties: {},
  },
  Address: {
    label: 'Address',
    plural: 'Addresses',
    extends: ['Thing'],
    common: true,
    properties: {
      full: 'Full address',
      remarks: 'Remarks',
      postOfficeBox: 'PO box',
      street: 'Street',
      city: 'City',
      postalCode: 'Postal code',
      region: 'Region',
      state: 'State',
      latitude: 'Latitude',
      longitude: 'Longitude',
    },
  },
  Asset: {
    label: 'Asset',
    plural: 'Assets',
    extends: ['Thing', 'Value'],
    properties: {},
  },
  RealEstate: {
    label: 'Real estate',
    plural: 'Real estates',
    extends: ['Asset'],
    properties: {
      cadastralCode: 'Cadastral code',
      censusBlock: 'Census block',
      createDate: 'Record date',
      encumbrance: 'Encumbrance',
      area: 'Area',
      landType: 'Land type',
      titleNumber: 'Title number',
      tenure: 'Tenure',
    },
  },
  Vehicle: {
    label: 'Vehicle',
    plural: 'Vehicles',
    extends: ['Asset'],
    properties: {
      registrationNumber: 'Registration number',
      type: 'Type',
      model: 'Model',
      owner: 'Owner',
      operator: 'Operator',
      buildDate: 'Build date',
      registrationDate: 'Registration date',
    },
  },
  Vessel: {
    label: 'Vessel',
    plural: 'Vessels',
    extends: ['Vehicle'],
    properties: {
      imoNumber: 'IMO number',
      flag: 'Flag',
      registrationPort: 'Port of registration',
      tonnage: 'Tonnage',
      callSign: 'Call sign',
      mmsi: 'MMSI',
    },
  },
  Airplane: {
    label: 'Airplane',
    plural: 'Airplanes',
    extends: ['Vehicle'],
    properties: { serialNumber: 'Serial number', icaoCode: 'ICAO aircraft type', manufacturer: 'Manufacturer' },
  },
  BankAccount: {
    label: 'Bank account',
    plural: 'Bank accounts',
    extends: ['Asset'],
    properties: {
      bankName: 'Bank name',
      accountNumber: 'Account number',
      iban: 'IBAN',
      bic: 'BIC',
      accountType: 'Account type',
      openingDate: 'Opening date',
      closingDate: 'Closing date',
    },
  },
  Event: {
    label: 'Event',
    plural: 'Events',
    extends: ['Interval', 'Thing'],
    common: true,
    properties: { location: 'Location', organizer: 'Organizer', involved: 'Involved' },
  },
  Project: {
    label: 'Project',
    plural: 'Projects',
    extends: ['Interval', 'Thing', 'Value'],
    properties: { projectId: 'Project ID', status: 'Status', phase: 'Phase', goal: 'Project goal' },
  },
  CourtCase: {
    label: 'Court case',
    plural: 'Court cases',
    extends: ['Thing'],
    properties: {
      type: 'Type',
      category: 'Category',
      status: 'Status',
      caseNumber: 'Case number',
      court: 'Court',
      fileDate: 'File date',
      closeDate: 'Close date',
    },
  },
  Position: {
    label: 'Position',
    plural: 'Positions',
    extends: ['Thing'],
    properties: {
      subnationalArea: 'Subnational jurisdiction',
      organization: 'Organization',
      inceptionDate: 'Inception date',
      dissolutionDate: 'Dissolution date',
      numberOfSeats: 'Total number of seats',
    },
  },

  Interval: {
    label: 'Interval',
    plural: 'Intervals',
    extends: [],
    abstract: true,
    properties: { startDate: 'Start date', endDate: 'End date', date: 'Date' },
  },
  Interest: {
    label: 'Interest',
    plural: 'Interests',
    extends: ['Interval'],
    abstract: true,
    properties: { role: 'Role', status: 'Status' },
  },
  Value: {
    label: 'Value',
    plural: 'Values',
    extends: [],
    abstract: true,
    properties: { amount: 'Amount', currency: 'Currency' },
  },
  Membership: {
    label: 'Membership',
    plural: 'Memberships',
    extends: ['Interest'],
    properties: {},
    edge: edge('member', 'LegalEntity', 'belongs to', 'organization', 'Organization'),
  },
  Directorship: {
    label: 'Directorship',
    plural: 'Directorships',
    extends: ['Interest'],
    properties: { secretary: 'Secretary' },
    edge: edge('director', 'LegalEntity', 'directs', 'organization', 'Organization'),
  },
  Employment: {
    label: 'Employment',
    plural: 'Employments',
    extends: ['Interest'],
    properties: {},
    edge: edge('employee', 'Person', 'works for', 'employer', 'Organization'),
  },
  Ownership: {
    label: 'Ownership',
    plural: 'Ownerships',
    extends: ['Interest'],
    properties: { percentage: 'Percentage held', sharesCount: 'Number of shares', ownershipType: 'Type of ownership' },
    edge: edge('owner', 'LegalEntity', 'owns', 'asset', 'Asset'),
  },
  Family: {
    label: 'Family',
    plural: 'Family members',
    extends: ['Interval'],
    properties: { relationship: 'Relationship' },
    edge: edge('person', 'Person', 'related to', 'relative', 'Person', false),
  },
  Associate: {
    label: 'Associate',
    plural: 'Associates',
    extends: ['Interval'],
    properties: { relationship: 'Relationship' },
    edge: edge('person', 'Person', 'associated with', 'associate', 'Person', false),
  },
  UnknownLink: {
    label: 'Link',
    plural: 'Other links',
    extends: ['Interest'],
    properties: {},
    edge: edge('subject', 'Thing', 'linked to', 'object', 'Thing', false),
  },
  Occupancy: {
    label: 'Occupancy',
    plural: 'Occupancies',
    extends: ['Interval'],
    properties: { declarationDate: 'Declaration date' },
    edge: edge('holder', 'Person', 'holds', 'post', 'Position'),
  },
  Representation: {
    label: 'Representation',
    plural: 'Representations',
    extends: ['Interest'],
    properties: {},
    edge: edge('agent', 'LegalEntity', 'represents', 'client', 'LegalEntity'),
  },
  ProjectParticipant: {
    label: 'Project participant',
    plural: 'Project participants',
    extends: ['Interest'],
    properties: {},
    edge: edge('participant', 'LegalEntity', 'participates in', 'project', 'Project'),
  },
  CourtCaseParty: {
    label: 'Case party',
    plural: 'Case parties',
    extends: ['Interest'],
    properties: {},
    edge: edge('party', 'Thing', 'involved in', 'case', 'CourtCase'),
  },
  Payment: {
    label: 'Payment',
    plural: 'Payments',
    extends: ['Interval', 'Value'],
    properties: { purpose: 'Payment purpose', transactionNumber: 'Transaction number' },
    edge: edge('payer', 'LegalEntity', 'paid', 'beneficiary', 'LegalEntity'),
  },
  Debt: {
    label: 'Debt',
    plural: 'Debts',
    extends: ['Interval', 'Value'],
    properties: {},
    edge: edge('debtor', 'LegalEntity', 'owes', 'creditor', 'LegalEntity'),
  },
};
