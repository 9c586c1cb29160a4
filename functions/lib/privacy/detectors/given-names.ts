/**
 * Common given names, lower case, of the languages that company pages are mostly written in. Names
 * that are also ordinary words, firms or places (Grace, Mark, Austin, Paris …) are left out: a form of
 * address or a label still finds those.
 */
export const givenNames: ReadonlySet<string> = new Set(
  (
    'aaron adam adrian agnes ahmed aisha alan albert alejandro alessandro alex alexander alexandra alexandre alexis alfred ali alice alicia alina alison allison amanda amelia amir amit amy ana andre andrea andreas andrei andrew andrzej angela anika anil anita anja ann anna anne annette annika antoine anton antonio anya arjun arthur ashley astrid audrey ' +
    'barbara beatrice ben benjamin bernard bernd bettina birgit bjorn björn brandon brenda brian bridget bruno camila camille carl carla carlos carmen carol carolina caroline catherine cecilia charlotte chen chiara chloe chris christina christine christoph christopher claire clara claudia claus colin connor cristina cynthia ' +
    'daniel daniela daria dave david deborah denis dennis diana diego dieter dimitri dirk dmitri dominik donald donna dorothy douglas duncan edith eduardo edward eileen elena eleanor elias elisabeth elizabeth ellen emily emma enrique eric erik erika ernst esther eva evelyn fabian fatima felix fernando fiona florian frances francesca francesco francois françois frank frederic friedrich ' +
    'gabriel gabriela gabriele gareth gary geoffrey george gerald gerhard gisela giovanni giulia giuseppe gloria gordon greg gregory guillaume gustav hannah hans harald harold haruka hassan heather heidi heike heinrich helen helena helga helmut henri henrik henry hiroshi holger hugo ian ibrahim igor ines inga ingrid irene irina isabel isabella isabelle ivan jacek jack jacob jacqueline jacques jakob jakub james jamie jan jane janet janine jason javier jean jeff jeffrey jennifer jens jeremy jessica jessie jill jim joachim joan joanna joanne joao joão joe joel johan johann johanna johannes john jonas jonathan jorge jose josé josef joseph joshua joyce juan judith judy jukka julia julian juliana julie julien jürgen justin ' +
    'karen karin karl karolina katarzyna kate katharina katherine kathleen kathryn kathy katja katrin kazuki keith kelly ken kenji kenneth kerstin kevin khalid kiran klaus krishna kristen kristian kristina kumar kyle lars laura lauren laurence laurent lea lena leon leonardo leonie lidia lin linda lisa liu liz lorenzo louis louise luca lucas lucia lucy luigi luis luisa lukas luke lutz lydia maciej magdalena maggie mai malcolm manfred manuel manuela marc marcel marcin marco marcos margaret maria maría marie marina mario marion marjorie markus marlene marta martha martin martina mary mateo mathieu matteo matthew matthias maurice max maximilian megan mehmet mei melanie melissa michael michaela michal michel michele michelle miguel mike mikhail milan miriam mohamed mohammed monica monika moritz muhammad ' +
    'nadia nadine nancy naoki natalia natalie natasha neha neil nicholas nick nicola nicolas nicole niels nikolai nikolaus nina noah nora norbert norman oleg olga olivia oliver olivier omar oscar oskar otto owen pablo paola paolo patricia patrick paul paula paulo pavel pedro peter petra petr philip philipp philippe pierre piotr priya rachel rafael rahul rainer raj rajesh ralf ralph ramon raquel raul ravi raymond rebecca renate renee ricardo richard rita robert roberta roberto robin rodrigo roger roland rolf roman ronald rosa rosemary roxana ruben rudolf russell ruth ryan sabine sakura salman samantha samuel sandra sanjay santiago sara sarah sascha satoshi scott sean sebastian sergei sergey sergio sharon sheila shirley shreya silke silvia simon simone sofia sonia sonja sophia sophie stefan stefania stefanie steffen stella stephan stephanie stephen steve steven stuart sunita susan susanna susanne suzanne sven sylvia sylvie ' +
    'takashi tamara tanja tanya tara tatiana ted terence teresa theodor theresa thierry thomas thorsten tim timothy tobias todd tom tomas tomasz tomoko torsten tracy ulrich ulrike ursula uwe valentina valerie vanessa vera veronica vicki victor victoria vijay viktor vincent vincenzo viola virginie vladimir volker walter wang wei wendy werner wilhelm william wolfgang xavier yasmin yolanda yuki yuri yusuf yves yvonne zhang zoe zuzana'
  ).split(' '),
);

/** Firms and things that carry a person's full name, lower case. */
export const namedAfterPeople: ReadonlySet<string> = new Set([
  ...['charles schwab', 'morgan stanley', 'ralph lauren', 'hugo boss', 'jack daniel', 'john deere', 'estee lauder'],
  ...['calvin klein', 'tommy hilfiger', 'michael kors', 'marc jacobs', 'paul smith', 'ben jerry', 'jack wolfskin'],
  ...['johns hopkins', 'john hancock', 'jean paul', 'louis vuitton', 'thomas cook', 'edward jones', 'raymond james'],
  ...[
    'robert half',
    'ernst young',
    'thomson reuters',
    'ted baker',
    'oscar health',
    'jim beam',
    'peter lang',
    'tim hortons',
  ],
  ...[
    'john lewis',
    'sarah lawrence',
    'adam smith',
    'ada lovelace',
    'isaac newton',
    'max planck',
    'karl marx',
    'mary kay',
  ],
]);
