const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/**
 * Words that praise or blame, our own lists, in the base form that `toBase` gives. Financial texts use
 * common words (liability, cost, share) without blame or praise; those are left out, as Loughran and
 * McDonald (2011) advise.
 */
export const positive = words(`
  good great excellent amazing awesome best better love easy easier easily intuitive reliable reliably fast faster recommend impressive
  impress helpful superb fantastic wonderful brilliant outstanding perfect perfectly flawless pleasant pleasure enjoy delight delighted
  delightful happy happily happier glad pleased satisfied satisfying thrilled excited friendly polite responsive knowledgeable generous
  affordable smooth smoothly seamless seamlessly effortless effortlessly elegant beautiful beautifully clean powerful robust stable solid
  sturdy durable accurate accurately precise quick quickly prompt promptly smart clever nice nicely favorite favourite worth worthwhile
  invaluable valuable useful handy convenient comfortable secure trustworthy trusted lifesaver gem stellar superior phenomenal incredible
  win won winner winning award awarded success successful successfully succeed strong stronger strongest strength strengthen robustly
  profitable profitability outperform beat exceed surpass upgrade upgraded innovative innovation improve improved improvement milestone
  thrive thriving boost soar surge rally rebound recover recovery praise applaud acclaim commend celebrate breakthrough leader optimistic
  upbeat bullish confident confidence momentum healthy resilient resilience record-breaking buoyant accretive lucrative rewarding
  attractive advantage achieve achieved accomplish impressed grateful thank thanks kudos bravo wow superbly exceptional exceptionally
  transparent fair honest painless hassle-free game-changer must-have top-notch first-class world-class user-friendly spot-on like liked
  appreciate appreciated gain prosper flourish triumph reward ease certified accolade lovely flawlessly charming polished refreshing
  refreshingly attentive courteous welcoming supportive patient thoughtful dependable consistent consistently effective effectively
  efficient efficiently instant instantly simple simply sleek crisp gorgeous stunning superfast speedy bargain generously terrific
  marvellous marvelous splendid remarkable unbeatable unmatched unrivalled unparalleled stellar splendidly encouraging promising
  favorable favourable constructive solidly sound vibrant booming boom bumper blockbuster landmark honoured honored trailblazer pioneering
  applauded welcomed embraced renowned reputable sought-after resolved resolve fixed renewed renew amicable safe safely apologised
  proud proudly treasure trust faith heartfelt congratulation uplift improvements rosy tailwind
`);

export const negative = words(`
  bad badly worse worst poor poorly terrible terribly awful horrible horribly hate slow slowly slower sluggish buggy bug broken break
  unreliable difficult difficulty hard harder confusing confuse confused overpriced pricey expensive complain complaint disappoint
  disappointed disappointing disappointment frustrate frustrated frustrating frustration annoy annoying annoyed useless worthless
  rude unhelpful unresponsive dishonest misleading mislead deceptive deceive scam fraud fraudulent rip-off ripoff waste wasted nightmare
  disaster disastrous regret avoid crash freeze glitch glitchy clunky cumbersome tedious painful pain pathetic ridiculous unacceptable
  inferior mediocre lousy flimsy defective defect faulty fault flaw flawed unstable unusable outdated dated lag laggy
  missing lack lacking limited unfortunately sadly unhappy angry upset dissatisfied mess messy sloppy careless incompetent ignore ignored
  stuck cancel cancelled canceled refuse refused deny denied decline loss lost lose losing shortfall miss missed weak weaker weakest
  weakness weaken plunge plummet tumble slump sink slide crumble collapse layoff laid-off fired lawsuit sue sued litigation breach hack
  hacked hacker leak leaked outage downtime recall recalled investigation investigate probe fine fined penalty bankruptcy bankrupt
  insolvency insolvent default delinquent delinquency downgrade downgraded risk risky warn warning scandal delay delayed shortage cut
  crisis fail failed failure shutdown shut problem problematic issue vulnerability resign resigned resignation restructuring impairment
  writedown write-down write-off writeoff allegation allege alleged accuse accused corruption bribery violation violate illegal unlawful
  unfair penalize sanction sanctioned ban banned halt halted suspend suspended suspension closure dispute disputed protest strike
  boycott criticize criticise criticism critic backlash concern concerned worry worried worrying fear uncertain uncertainty volatile
  adverse adversely headwind pressure squeeze deteriorate deterioration erode erosion struggle struggling stagnant sluggishness bleak
  gloomy bearish pessimistic turmoil distress distressed threat threaten harm harmful damage damaged hurt injury injured death
  hidden worsen unprofitable overrun setback doubt doubtful unable unsafe toxic shoddy cheaply unanswered nonexistent overcharge
  overcharged smash smashed torn empty discount-driven spam spammy discontinue discontinued burdensome contamination wrong wrongly error furious livid shout shouting yell bully
  bullying hostile cold arrogant condescending stressful exhausting overworked underpaid unpaid cluttered ugly noisy dirty filthy smelly
  stale mouldy leaky fragile flawed incomplete inaccurate inconsistent incorrect invalid scrapped scrap axed axe abandon abandoned quit
  evaporate vanish dwindle languish stall stalled derail plagued plague marred mar tarnish tarnished embarrassing embarrassment blunder
  mistake blame blamed charged indicted indictment convicted guilty falsify falsified falsifying misstate misstated misconduct
  embezzle launder laundering evasion collusion cartel antitrust subpoena raid probed scrutiny negligent negligence lied liar
  stretched strained cash-strapped indebted illiquid writedowns exodus walkout poach lag lagging trail underperform underwhelm
  underwhelming subpar shaky fiasco debacle havoc chaos chaotic outrage outraged horrendous dreadful appalling abysmal atrocious
  disgusting shame shameful joke laughable insult insulting unbearable intolerable sick tired bored boring dull bland wobbly jammed
  blocked lockout locked-out orphaned neglected neglect endless constant constantly forever never-ending hate collapse died dying dead
`);

/** What is good to have more of, and what is good to have less of. */
export const goodQuantities = words(`
  revenue sale profit profits earning income margin order demand subscriber customer user share stock guidance booking backlog cash
  dividend turnover output production growth gmv arr ebitda ebit eps retention satisfaction rating traffic volume membership valuation
  efficiency productivity uptime adoption outlook forecast pipeline
`);
export const badQuantities = words(`
  attrition
  cost expense loss deficit debt churn complaint outage defect delinquency inflation unemployment injury emission downtime risk error
  default fee price bug wait overhead backlash attrition absence liability impairment shortage incident
`);
export const up = words(`
  rise rose risen grow grew grown increase increased jump surge climb soar higher up widen double doubled triple tripled gain advance
  expand accelerate improve rebound exceed raise raised lift lifted hike boost spike mount balloon swell swelled swollen pick-up quadruple soared bigger record highest
`);
export const down = words(`
  fall fell fallen decline decrease decreased drop narrow narrowed lower lowered down shrink shrank shrunk slip slid tumble plunge sink
  sank cut reduce reduced halve halved contract contracted dip ease eased slump weaken slash slashed trim trimmed soften plummet collapse dwindle evaporate lowest shed scrap scrapped
`);

export const negations = words(`
  not no never hardly barely scarcely without isn't wasn't aren't weren't don't doesn't didn't can't cannot couldn't won't wouldn't
  shouldn't haven't hasn't nothing neither nor none nobody far
`);
/** How much more or less a word counts behind another. */
export const degrees: ReadonlyMap<string, number> = new Map([
  ...'very extremely really highly incredibly sharply significantly strongly absolutely totally completely so too hugely deeply remarkably'
    .split(' ')
    .map((word): [string, number] => [word, 1.5]),
  ...'slightly somewhat fairly rather a-bit mildly marginally partly relatively'
    .split(' ')
    .map((word): [string, number] => [word, 0.6]),
]);
/** What stands behind them outweighs what stands before. */
export const contrasts = words('but however although though yet nevertheless nonetheless unfortunately except');

/** Turns of phrase that say the opposite of their words, or say something where their words do not. */
/** Turns that say nothing either way, though their words would. */
export const plainPhrases =
  /\b(?:goods|shares? outstanding|outstanding (?:shares?|balance|debt|loans?|amount)|fair value|profit and loss|income statement|cost of sales|like[- ]for[- ]like|strong winds?|fine print|risk (?:management|factors?|assessment)|security|interest rates?|cancellation policy|break-?even|hard ?ware|limited (?:liability|company)|first[- ]quarter|issue date|date of issue|share issue|like (?:a|the|this|that)|such as|would like|patients?|charged? (?:per|by)|quit claim|fixed (?:rate|term|income|assets?|costs?)|safe harbou?r|credit default|(?:health|life|damage) insurance)\b/giu;

export const phrases: readonly { readonly wording: RegExp; readonly score: number }[] = [
  {
    wording:
      /\b(?:waste of (?:time|money)|stay away|steer clear|let (?:me|us) down|fell short|falls? short|below expectations|worse than expected|missed (?:estimates|expectations|forecasts)|goes? nowhere|never again|rip(?:ped)? off|money back|no (?:response|reply|answer)|not recommend|going concern|class action|chapter 11|material weakness|net loss|profit warning|job cuts|steps? down|under investigation|data breach|out of stock|hard to|too (?:expensive|slow|complicated|complex|many|little|late|small)|could be (?:better|faster|easier)|(?:gave|given|giving) up|dried up|no idea|(?:laid|laying|lays) off|went elsewhere|(?:was|were|been|is|are|goes|went) down for|(?:nothing|nobody|no one) (?:works?|worked|helps?|helped|answers?|answered|cares?|cared)|nothing but (?:problems?|trouble|errors|issues)|does(?:n't| not) (?:work|expect)|do(?:n't| not) bother|you get what you pay for|from (?:positive|stable|neutral) to negative|from (?:positive|buy) to (?:stable|neutral|hold|sell)|found (?:\S+ ){0,3}(?:liable|guilty)|pulled (?:\S+ ){0,3}sum|(?:days?|weeks?|months?|hours?) late|never (?:came|answered|arrived|replied|responded|worked|again)|low pay|long hours|takes? forever|(?:one|1|two|2) stars?|lost (?:a|its|the|their) (?:\S+ )?(?:contract|customer|client|licen[cs]e)|cash flow was negative|negative cash flow|too late|charged with|less than expected|high prices?)\b/giu,
    score: -1.5,
  },
  {
    wording:
      /\b(?:highly recommend\w*|above expectations|better than expected|ahead of (?:expectations|schedule|forecasts?)|beat (?:estimates|expectations|forecasts)|record (?:revenue|profit|sales|year|quarter|earnings|results|orders|demand)|all-time high|saves? (?:us|me|time|money|hours)|saved (?:us|me|hours|time)|time saver|no (?:issues?|problems?|complaints?|bugs?|downtime|surprises?|hidden fees)|swears? by|from (?:negative|stable|neutral) to positive|from (?:negative|sell) to (?:stable|neutral|hold|buy)|(?:dismissed|dropped) the (?:case|charges|lawsuit)|record inflows?|outstrip\w* supply|(?:a )?(?:day|week|month)s? early|know their (?:craft|stuff|business|trade)|in a heartbeat|so much (?:shorter|easier|faster|simpler)|never looked back|inside out|just works|(?:bad|non-performing) loans? (?:fell|shrank|declined|dropped)|how it should be|factory of the year|of the year|lifts? (?:a|the) cloud|like new|time well spent|second to none|hats off|thumbs up|a joy|a breeze|on time|without (?:a hitch|issues?|problems?|any (?:issues?|problems?))|can(?:'t|not) (?:live|imagine) without|could(?:n't| not) be happier|back to profit\w*|returned to profit\w*|raised (?:its |the )?(?:guidance|outlook|forecast|dividend)|five stars?|5 stars?|10\/10|look(?:ing)? forward|works? (?:like a charm|great|well|perfectly)|zero downtime|at ease|peace of mind|cost savings?|cuts? (?:cost|time)\w*)\b/giu,
    score: 1.5,
  },
];
