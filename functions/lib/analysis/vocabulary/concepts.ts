/**
 * What companies are about, in words of ours: coarse groups of terms, more general than the industries
 * and cutting across them. Terms are parts of a regular expression; each distinct one counts once.
 */
export const concepts: Readonly<Record<string, string>> = {
  'social life':
    'friends?|dating|singles|teens?|gen[- ]z|millennials|social (?:app|networks?|media app)|group chats?|meet (?:new )?people|hang(?:ing)? out|messag(?:ing|er) app|roommates?',
  family:
    'parents?|kids|child(?:ren|care)?|bab(?:y|ies)|toddlers?|moms?|famil(?:y|ies)|grandparents?|older adults|seniors|elder(?:ly|s)?|pets?|dogs?|cats?|caregivers?',
  'household goods':
    'furniture|mattress(?:es)?|home decor|laundry|bedding|cookware|appliances?|gifts?|flowers|kitchenware|household',
  'getting around':
    'rides?|ride[- ](?:sharing|hailing)|scooters?|bikes?|bicycles?|taxis?|carpool(?:ing)?|commut(?:e|ers?|ing)|buses|cab|car (?:rental|sharing)',
  style:
    'fashion|clothes|clothing|apparel|shoes|sneakers|jewelry|makeup|skin ?care|cosmetics|beauty|hair|salons?|wardrobe|outfits?',
  eating:
    'food|meals?|restaurants?|recipes?|cook(?:ing)?|kitchens?|grocer(?:y|ies)|snacks?|drinks?|beverages?|coffee|wine|beer|diet|nutrition|chefs?',
  play: 'games?|gaming|gamers?|players?|esports|music(?:ians?)?|songs?|artists?|podcasts?|movies?|films?|tv|anime|stories|storytelling|fans?|celebrit(?:y|ies)|influencers?|creators?|streamers?|photos?|video app|entertainment|cartoons|AR|VR|virtual reality|augmented reality|metaverse',
  leisure:
    'travel(?:ers?|ing)?|trips?|vacations?|hotels?|flights?|hobb(?:y|ies)|sports?|athletes?|outdoor|concerts?|events? tickets?|tickets?',
  'sold to consumers':
    'direct[- ]to[- ]consumer|DTC|D2C|consumers?|everyday people|people around the world|your phone|iPhone|mobile app|app store|downloads?|smart home|wearables?|gadgets?|headphones|lights?',
  'finding work': 'job seekers?|resumes?|career|interview prep',
  'sold to businesses':
    'enterprises?|B2B|SaaS|SMBs?|small businesses|businesses|companies|startups|teams|employees|organizations|workflows?|customers|clients|CRM|sales|operations|executives|Fortune 500|vendors?|procurement|managers|agents',
  'sold to developers':
    'developers?|engineers?|engineering|codebase|code|API|APIs|SDK|open[- ]source|infrastructure|cloud|databases?|deploy(?:ment|ing)?|kubernetes|LLMs?|GPUs?|observability|debug(?:ging)?|testing|prompts?|AI models|backend|frontend|data (?:pipelines?|teams?|engineers?)|SQL',
  security: 'security|cyber(?:security)?|vulnerabilit(?:y|ies)|hackers?|threats?|compliance|SOC 2|identity|fraud',
  'moving goods':
    'logistics|freight|shipping|shipments?|warehouses?|supply chains?|fulfil?lment|trucks?|trucking|carriers?|inventory|last[- ]mile|e-?commerce|merchants?|retailers?|brands|sellers',
  law: 'lawyers?|law firms?|legal|contracts?|attorneys?|paralegals?',
  staff:
    'HR|payroll|hiring|recruit(?:ing|ers?|ment)|talent|candidates?|onboarding|benefits|workforce|remote teams|employers?',
  money:
    'bank(?:s|ing)?|neobank|loans?|lend(?:ing|ers?)|borrowers?|credit|debit|mortgages?|savings?|invest(?:ing|ors?|ments?)|stocks?|crypto(?:currency)?|bitcoin|stablecoins?|wallets?|payments?|payouts?|remittances?|money|cash|wealth|portfolios?|trading|traders?|brokerage|insurance|insurers?|insured|underwrit(?:ing|ers?)|premiums?|polic(?:y|ies)|financial (?:services|institutions?|products|freedom|wellness|health|advisors?)|fintechs?|finance|debt|401\\(?k\\)?|retirement|ETFs?|funds?|asset managers?|hedge funds?|DeFi|checking|cards?|BNPL|FX|foreign exchange|cross-border',
  books:
    'accounting|accountants?|bookkeep(?:ing|ers?)|CFOs?|finance teams?|invoices?|invoicing|expenses?|accounts payable|tax(?:es)?|ERP|reconciliation|month-end|FP&A|revenue recognition',
  health:
    'health|healthcare|patients?|doctors?|physicians?|clinicians?|clinics?|hospitals?|medical|medicine|medications?|care|nurses?|therap(?:y|ists?|ies|eutics)|diagnos(?:is|es|tics?)|treatment|symptoms|disease|diseases|cancer|diabetes|mental health|wellness|pharmac(?:y|ies)|dental|dentists?|fertility|surgery|surgeons?|EHR|HIPAA|telehealth|drugs?|biotech|biology|protein|proteins|cells?|genes?|genetic|genom(?:e|ic|ics)|DNA|RNA|clinical|trials|FDA|lab|labs|scientists|biomanufacturing|microb(?:es?|iome|ial)|enzymes?|fermentation|antibod(?:y|ies)|aging|sleep|weight loss|blood|brain',
  industry:
    'manufactur(?:ing|ers?|e)|factor(?:y|ies)|robots?|robotics?|hardware|sensors?|semiconductors?|chips?|silicon|lasers?|3D print(?:ing|ers?)|materials?|metals?|steel|mining|mines|drones?|UAVs?|aircraft|airplanes?|aerospace|aviation|airlines?|satellites?|rockets?|space|launch|orbit|propulsion|batter(?:y|ies)|energy|solar|wind|nuclear|fusion|fission|reactors?|grid|carbon|CO2|climate|emissions?|hydrogen|electric vehicles?|EVs?|charging|vehicles?|automotive|autonomous|self-driving|farm(?:s|ers?|ing)?|agricultur(?:e|al)|crops?|soil|water|waste|recycl(?:e|ing)|chemicals?|machines?|machinery|industrial|engines?|electricity|power|oil|gas|heat|lithography|physics|defense|weapons?',
  learning:
    'students?|teachers?|schools?|universit(?:y|ies)|colleges?|education(?:al)?|ed-?tech|learn(?:ing|ers?)?|courses?|tutors?|tutoring|classrooms?|curriculum|homework|exams?|study|studying|math|reading|language learning|bootcamps?|degrees?|professors?|academy|educators?|grading|after-?school|kids coding|upskill(?:ing)?|training|instructors?',
  property:
    'real estate|propert(?:y|ies)|landlords?|tenants?|rent|rentals?|renters?|apartments?|homes?|housing|home ?(?:buyers?|owners?|sellers?)|realtors?|brokers?|leas(?:es?|ing)|mortgages?|construction|contractors?|subcontractors?|builders?|buildings?|architects?|job ?sites?|HOA|co-?living|coworking|office space|commercial real estate|estimat(?:es|ing)|permits?|HVAC|plumbing|renovations?|prefab|blueprints?',
  'public life':
    'governments?|government agencies|cit(?:y|ies)|local governments?|public (?:sector|servants?|safety|health)|federal|police|law enforcement|first responders|fire departments?|military|soldiers|defen[cs]e (?:contracts|tech\\w*|department)|DoD|citizens?|municipal(?:ities)?|311|911|elections?|voters?|civic|GovTech|forensics?|traffic|wastewater',
};
