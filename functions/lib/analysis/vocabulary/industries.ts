import type { Label } from './label.ts';
import { generalLabels } from './sectors.ts';

/** An industry with the terms that speak for it; each distinct term counts once per text. */
interface Industry {
  readonly label: string;
  readonly terms: string;
}

const industries: readonly Industry[] = [
  {
    label: 'Developer Tools',
    terms:
      'APIs?|SDKs?|developer (?:tools?|platform|experience)|developers|source code|code (?:review|editor|quality)|debugg(?:er|ing)|CI/CD|(?:continuous )?deployment|DevOps|pull requests?|GitHub|IDE|web (?:hosting|framework)|serverless|Kubernetes|coding (?:agents?|assistants?)|software (?:engineers?|development)|engineering teams?|bug tracking|open[- ]source|feature flags|no-?code|low-?code',
  },
  {
    label: 'Cloud Infrastructure',
    terms:
      'cloud (?:infrastructure|computing|hosting|platform|servers?)|data ?centers?|virtual machines|CDN|edge network|GPUs?|object storage|databases?|bare metal|droplets|managed hosting',
  },
  {
    label: 'Artificial Intelligence',
    terms:
      'machine learning|large language models?|LLMs?|foundation models?|AI (?:models?|research|community|infrastructure)|generative AI|computer vision|deep learning|model training|inference',
  },
  {
    label: 'Data and Analytics',
    terms:
      '(?:web(?:site)?|product) analytics|Google Analytics|analytics (?:tool|platform|software|alternative)|visitors|data (?:analytics|warehouse|platform|pipelines?|science|integration|quality)|business intelligence|dashboards|(?:website|site) (?:traffic|statistics)|A/B test(?:ing|s)|ETL|event tracking',
  },
  {
    label: 'Cybersecurity',
    terms:
      'cyber ?security|threat (?:detection|intelligence|hunting)|endpoint (?:security|protection)|ransomware|malware|firewall|WAF|vulnerabilit(?:y|ies)|identity theft|SIEM|zero trust|penetration test(?:ing|s)|phishing|intrusions?|intruders?|data breach(?:es)?|incident response',
  },
  {
    label: 'Productivity and Collaboration Software',
    terms:
      'project management|task management|collaboration|productivity|workflows?|work management|to-do lists?|docs|wiki|whiteboards?|knowledge base|video messages?|screen record(?:er|ing)|meetings?|calendar|note-taking|issue tracking|checklists?|spreadsheets?|issues|roadmaps?|product (?:development|planning|operations)|project planning|teams and agents',
  },
  {
    label: 'Marketing Technology',
    terms:
      'email marketing|marketing (?:automation|platform|campaigns?|analytics|software)|SEO|newsletters?|audience|campaigns?|social media (?:management|marketing)|keyword research|backlinks|landing pages?|lead generation|ad(?:vertising)? (?:campaigns?|platform)|influencers?|content marketing|local search|SMS marketing',
  },
  {
    label: 'Sales Software',
    terms:
      'CRM|sales (?:teams?|pipeline|engagement|automation|outreach|software|reps?)|cold (?:email|outreach|calls?)|leads|lead (?:database|scoring|intelligence)|prospect(?:s|ing)|deals|outbound|revenue (?:teams?|intelligence)|quotes and proposals',
  },
  {
    label: 'Customer Service Software',
    terms:
      'customer (?:service|support|experience)|help ?desk|ticket(?:s|ing)|live chat|contact cent(?:er|re)s?|call cent(?:er|re)s?|support agents?|omnichannel|chatbots?',
  },
  {
    label: 'Human Resources Software',
    terms:
      'HR(?:MS|IS)?|human (?:resources|capital management)|HCM|payroll|onboarding|workforce management|employee (?:engagement|scheduling|experience|benefits)|time ?sheets?|performance reviews?|talent management|shift scheduling|people operations|PTO',
  },
  {
    label: 'Recruiting and Staffing',
    terms:
      'recruit(?:ing|ment|ers?)|staffing|hiring|freelancers?|talent (?:network|acquisition|marketplace|solutions)|candidates|job (?:seekers?|board|search)|resumes?|applicant tracking|interviews?|cover letters?|career (?:services|coaching)',
  },
  {
    label: 'Finance and Accounting Software',
    terms:
      'accounting (?:software|platform|automation)|bookkeeping|invoic(?:es?|ing)|accounts (?:payable|receivable)|expense (?:management|reports?)|tax (?:software|preparation|filing)|ERP|finance teams?|financial close|procurement|spend management',
  },
  {
    label: 'Payments',
    terms:
      'payments?|payment (?:processing|gateway|infrastructure)|checkout|merchants?|card issuing|payouts|remittances?|cross-border|point of sale|stablecoins?',
  },
  {
    label: 'Banking and Lending',
    terms:
      'bank(?:s|ing)?|loans?|lend(?:ing|ers?)|credit (?:cards?|scores?|unions?|lines?)|mortgages?|neobank|savings account|checking account|underwriting|debt',
  },
  {
    label: 'Investment and Wealth Management',
    terms:
      'invest(?:ing|ments?|ors?)|wealth|portfolio|retirement|stocks?|index funds?|ETFs?|mutual funds?|brokerage|trading|asset management|hedge funds?|crypto(?:currency|currencies)?|401\\(k\\)|financial advis(?:ors?|ers?)',
  },
  {
    label: 'Insurance',
    terms: 'insurance|insurers?|insured|polic(?:y|ies)holders?|claims|premiums|coverage|underwrit(?:ers?|ing)|brokers',
  },
  {
    label: 'Healthcare Services',
    terms:
      'patients?|hospitals?|clinics?|medical care|physicians?|doctors?|mental health|therap(?:y|ists?)|psychiatr(?:y|ists?)|counsel(?:ing|ors?)|telehealth|primary care|health ?care|nurses?|behavioral health|treatment',
  },
  {
    label: 'Healthcare Technology',
    terms:
      'EHRs?|EMRs?|electronic health records?|medical (?:billing|coding|records|devices?|imaging)|clinical (?:workflows?|documentation|trials?)|health (?:systems?|plans?|data)|healthcare providers|prior authorizations?|digital health|HIPAA|diagnostics?|care teams?|remote patient monitoring',
  },
  {
    label: 'Biotechnology and Pharmaceuticals',
    terms:
      'biotech(?:nology)?|drug (?:discovery|development)|therapeutics?|gene(?:s|tic|tics|omics?| therapy| editing)?|pharma(?:ceuticals?)?|antibod(?:y|ies)|proteins?|cells?|clinical-stage|biolog(?:y|ics|ical)|DNA|RNA|vaccines?|CRISPR|cancer|biomanufacturing',
  },
  {
    label: 'Education',
    terms:
      'students?|teachers?|schools?|universit(?:y|ies)|colleges?|courses?|tutor(?:s|ing)|curriculum|tuition|degrees?|learning platform|online learning|e-?learning|classrooms?|certificate program|academic|learn(?:ers?|ing) (?:English|languages?|to)|bootcamp|kids learn|test prep',
  },
  {
    label: 'Real Estate',
    terms:
      'real estate|propert(?:y|ies)|landlords?|tenants?|rent(?:als?|ers?|ing)?|apartments?|home ?(?:buyers?|owners?|sellers?)|realtors?|housing|leas(?:es?|ing)|brokerage|mortgage|short-term rentals?',
  },
  {
    label: 'Construction',
    terms:
      'construction|contractors?|builders?|building (?:materials|permits?|projects?)|remodel(?:ing)?|architects?|job ?sites?|subcontractors?|blueprints|plumbing|electricians?|roofing|home renovations?',
  },
  {
    label: 'Home Services',
    terms:
      'movers?|moving (?:company|services?)|pest control|termites?|plumbers?|plumbing (?:services?|repairs?)|HVAC|cleaning services?|lawn care|home repairs?|handyman|drain cleaning|exterminators?',
  },
  {
    label: 'Retail and E-commerce',
    terms:
      'e-?commerce|online (?:stores?|shopping|marketplace)|shop(?:pers?|ping)?|retail(?:ers?)?|free shipping|add to (?:cart|bag)|brands|marketplace|merchandise|storefronts?|inventory|consumer goods|DTC',
  },
  {
    label: 'Consumer Goods',
    terms:
      'skincare|cosmetics|beauty|apparel|clothing|fashion|jewelry|footwear|shoes|furniture|toys|hair (?:care|dryers?)|wallets?|headphones|gadgets|handmade|gifts|pet (?:food|care)|consumer products?',
  },
  {
    label: 'Food and Beverage',
    terms:
      'food|beverages?|coffee|restaurants?|meals?|groceries|grocery|recipes?|kitchens?|snacks?|alcohol|wine|beer|breweries|farm-to-table|plant-based|delivery of meals',
  },
  {
    label: 'Travel and Hospitality',
    terms:
      'travel(?:ers?|ling)?|hotels?|flights?|airlines?|vacations?|hospitality|trips?|bookings?|tourism|tours|guests?|event (?:planning|planners?|management)|weddings?|venues?',
  },
  {
    label: 'Media and Entertainment',
    terms:
      'games?|gaming|gamers?|music|movies?|films?|videos?|podcasts?|streaming|creators?|entertainment|content creat(?:ion|ors?)|publish(?:ers?|ing)|magazine|journalis(?:m|ts?)|news|social network|communit(?:y|ies)|fans|dating',
  },
  {
    label: 'Fitness and Recreation',
    terms:
      'fitness|gyms?|workouts?|personal train(?:ing|ers?)|treadmills?|exercise|sports?|athletes?|wellness|yoga|recreation',
  },
  {
    label: 'Manufacturing and Robotics',
    terms:
      'manufactur(?:ing|ers?|e)|factor(?:y|ies)|robot(?:s|ics?)?|industrial|machin(?:es?|ery|ing)|hardware|3D print(?:ing|ers?)|sensors?|semiconductors?|chips?|automation equipment|CNC|materials|assembly line|suppliers',
  },
  {
    label: 'Energy and Climate',
    terms:
      'energy|solar|batter(?:y|ies)|carbon|climate|renewables?|electricity|(?:power )?grid|emissions?|nuclear|fusion|electric vehicles?|EVs?|EV charging|utilit(?:y|ies)|hydrogen|oil and gas|thermostats?|sustainab(?:le|ility)|recycl(?:ing|ed)',
  },
  {
    label: 'Aerospace and Defense',
    terms:
      'aerospace|satellites?|rockets?|space(?:craft)?|aircraft|aviation|airplanes?|drones?|defen[cs]e|military|launch vehicles?|orbit(?:al)?|UAVs?|flight',
  },
  {
    label: 'Agriculture',
    terms:
      'agricultur(?:e|al)|farm(?:s|ers?|ing)?|crops?|livestock|soil|irrigation|growers?|greenhouses?|seeds|harvest',
  },
  {
    label: 'Automotive',
    terms:
      'automotive|vehicles?|cars?|dealerships?|auto repair|fleets?|trucks?|autonomous (?:driving|vehicles?)|self-driving|car insurance',
  },
  {
    label: 'Logistics and Supply Chain',
    terms:
      'logistics|supply chains?|freight|shipping|shippers?|warehous(?:es?|ing)|fulfil?lment|last[- ]mile|carriers?|trucking|deliver(?:y|ies)|cold chain|customs|parcels?|inventory management|dispatch(?:ing)?',
  },
  {
    label: 'Legal Services',
    terms:
      'legal|law ?(?:firms?|yers?)|attorneys?|contracts?|litigation|compliance|paralegals?|business formation|e-?discovery|intellectual property|patents?|immigration|visas?',
  },
  {
    label: 'Government and Nonprofit',
    terms:
      'city of|municipal(?:ity)?|residents|public (?:sector|safety|works)|governments?|government agencies|permits?|elections?|voters?|non-?profits?|donat(?:e|ions?|ors?)|volunteers?|grant program|charit(?:y|ies)|civic|department of',
  },
  {
    label: 'Consulting and IT Services',
    terms:
      'consult(?:ing|ants?)|consultancy|advisory|IT services|digital transformation|managed services|software development (?:company|services)|outsourc(?:e|ing)|app development|mobile apps? develop(?:ment|ers)|systems integrat(?:or|ion)|professional services|QA services|web development (?:company|services)|audit',
  },
  {
    label: 'Marketing and Advertising Services',
    terms:
      'marketing agency|digital agency|creative agency|branding|SEO (?:services|agency|expert)|web design|advertising agency|digital marketing|PPC|media buying|video production',
  },
  {
    label: 'Professional Training',
    terms:
      'certification|professional development|executive education|continuing education|extension program|training courses?',
  },
];

const compile = (terms: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms})(?![\\p{L}\\p{N}])`, flags);

/** The controlled industries; a label is entitled by any one of its terms. */
export const industryLabels: readonly Label[] = [
  ...industries.map(({ label, terms }) => ({ label, wording: compile(terms, 'iu') })),
  ...generalLabels,
];

const counters = industries.map(({ label, terms }) => ({ label, wording: compile(terms, 'giu') }));

/** Gives, for each industry that a text speaks for, the distinct terms that do. */
export function industryTermsIn(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { label, wording } of counters) {
    const terms = new Set([...text.matchAll(wording)].map(([term]) => singular(term.toLowerCase())));
    if (terms.size > 0) found.set(label, terms);
  }
  return found;
}

function singular(term: string): string {
  return term.length > 3 && term.endsWith('s') ? term.slice(0, -1) : term;
}
