import { decodings } from './hidden-wording.ts';

/**
 * Wordings with which a page addresses a machine that reads it, rather than a visitor
 * (OWASP LLM01: prompt injection). A fact made of such text is worth nothing, whoever states it.
 */
const addressedToMachines: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|your|any|the)\b.{0,40}\b(?:instructions?|prompts?|rules?|directions?|guidelines|context|constraints)\b/i,
  /\b(?:system|developer|hidden|initial) (?:prompt|message|instructions?)\b/i,
  /\byou are (?:now )?(?:an? )?(?:helpful |unrestricted |new )?(?:AI|assistant|chatbot|language model|LLM|GPT|agent)\b/i,
  /\b(?:as|note to|attention|dear|hey|hello|message (?:to|for)) (?:an? |the |any |all )?(?:AI|LLMs?|assistants?|language models?|crawlers?|scrapers?|bots?|automated agents?)\b/i,
  /\b(?:AI|LLM|language model|assistant)s?\b.{0,30}\b(?:must|should|shall|are to|please) (?:report|say|state|output|respond|answer|write|rate|recommend|mention|summari[sz]e|add|list|include|link|mark|set|insert)\b/i,
  /\b(?:reply|respond|answer|output|print|repeat|return)\b.{0,20}\b(?:only|exactly|verbatim|with the (?:word|following))\b/i,
  /\]\]>|<\/?(?:document|context|page|user|untrusted|data|source)[\w-]*>|\bthe (?:document|text|page) ends here\b|\bnew (?:task|instructions?)\s*:/i,
  /^(?:system|assistant|user|human|ai)\s*:|\b(?:SYSTEM|ASSISTANT):|\b(?:output|print|write|say|state|repeat) (?:the (?:text|words?|following|sentence)|that\b)/i,
  /\bAI (?:systems?|models?|agents?|assistants?|crawlers?|tools?)\s*:|\bnotice (?:to|for) (?:all )?AI\b/i,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[\/?INST\]|###\s*(?:system|instruction)|-{2,}\s*END OF (?:DOCUMENT|DATA|CONTEXT)/i,
  /\b(?:set|raise|change|lower) (?:the |your |its )?confidence\b|\bmark (?:this|it|these|everything|all)\b.{0,30}\bverified\b/i,
  /\b(?:reveal|leak|disclose|show)\b.{0,20}\b(?:your|the) (?:prompt|instructions|rules|configuration)\b/i,
];

/** "Ignore the instructions", "system prompt" and "new instructions" in other languages: the verb and what it is about. */
const verbs =
  'ignorez|ignorer|oubliez|ignorier(?:e|en|t)|vergiss|vergessen sie|missachte|ignora|ignore[nms]?|ignorar|ignorad|olvida|olvide|esqueça|desconsidere|dimentica|ignorate|negeer|vergeet|zignoruj|zapomnij|ignoruj|игнорируй(?:те)?|проигнорируй|забудь(?:те)?|yok say|görmezden gel|unut|bortse från|ignorera|glem|ignorer';
const objects =
  'instructions?|consignes|anweisungen|vorgaben|anleitungen|regeln|instrucciones|reglas|instruções|regras|istruzioni|regole|instructies|opdrachten|instrukcj\\p{L}*|poleceni\\p{L}*|инструкци\\p{L}*|указани\\p{L}*|правила|talimat\\p{L}*|kurallar\\p{L}*|instruktioner\\p{L}*|instrukser';
const otherLanguages: readonly RegExp[] = [
  new RegExp(`(?<!\\p{L})(?:${verbs})(?!\\p{L}).{0,60}(?<!\\p{L})(?:${objects})(?!\\p{L})`, 'iu'),
  new RegExp(`(?<!\\p{L})(?:${objects})(?!\\p{L}).{0,40}(?<!\\p{L})(?:${verbs})(?!\\p{L})`, 'iu'),
  /(?:忽略|无视|忽視|無視).{0,20}(?:指令|指示|提示|说明|規則|规则)|(?:以前|前|これまで|上記)の(?:指示|命令|プロンプト).{0,12}(?:無視|忘れ)|(?:系统提示|系統提示|システムプロンプト)/u,
  /(?:이전|위의|모든).{0,12}(?:지시|명령|지침).{0,8}(?:무시|잊)|시스템 프롬프트/u,
  /(?:تجاهل|انس).{0,30}(?:التعليمات|الأوامر|التوجيهات)|(?:पिछले|सभी).{0,20}(?:निर्देश\p{L}*|निर्देशों).{0,20}(?:अनदेखा|नज़रअंदाज़|भूल)|התעלם.{0,30}הוראות/u,
];

/**
 * Whether a text reads as an instruction to a machine, in English or another language, in look-alike
 * letters, with letters set apart, or encoded (base64, hexadecimal, percent, ROT13).
 */
export function readsAsInstruction(text: string): boolean {
  return saysSo(text) || decodings(text).some(saysSo);
}

function saysSo(text: string): boolean {
  return (
    addressedToMachines.some((wording) => wording.test(text)) || otherLanguages.some((wording) => wording.test(text))
  );
}
