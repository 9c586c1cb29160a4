/**
 * Wordings with which a page addresses a machine that reads it, rather than a visitor
 * (OWASP LLM01: prompt injection). A fact made of such text is worth nothing, whoever states it.
 */
const addressedToMachines: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|your|any|the)\b.{0,40}\b(?:instructions?|prompts?|rules?|directions?|guidelines|context|constraints)\b/i,
  /\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b/i,
  /\byou are (?:now )?(?:an? )?(?:helpful |unrestricted |new )?(?:AI|assistant|chatbot|language model|LLM|GPT|agent)\b/i,
  /\b(?:as|note to|attention|dear|hey|hello|message (?:to|for)) (?:an? |the |any |all )?(?:AI|LLMs?|assistants?|language models?|crawlers?|scrapers?|bots?|automated agents?)\b/i,
  /\b(?:AI|LLM|language model)s?\b.{0,30}\b(?:must|should|shall|are to) (?:report|say|state|output|respond|answer|write|rate|recommend|mention|summari[sz]e)\b/i,
  /\b(?:reply|respond|answer|output|print|repeat|return)\b.{0,20}\b(?:only|exactly|verbatim|with the (?:word|following))\b/i,
  /\]\]>|<\/?(?:document|context|page|user|untrusted)>|\bthe (?:document|text|page) ends here\b|\bnew (?:task|instructions?)\s*:/i,
  /^(?:system|assistant|user|human|ai)\s*:|\bSYSTEM:|\b(?:output|print|write|say|state|repeat) (?:the (?:text|words?|following|sentence)|that\b)/i,
  /\bAI (?:systems?|models?|agents?|assistants?|crawlers?|tools?)\s*:|\bnotice (?:to|for) (?:all )?AI\b/i,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[\/?INST\]|###\s*(?:system|instruction)/i,
  /\b(?:ignorez|ignorier(?:e|en)|ignora|ignorar|ignore as)\b.{0,40}\b(?:instructions?|anweisungen|instrucciones|instruções|istruzioni)\b/i,
];

/** Whether a text reads as an instruction to a machine. */
export function readsAsInstruction(text: string): boolean {
  return addressedToMachines.some((wording) => wording.test(text));
}
