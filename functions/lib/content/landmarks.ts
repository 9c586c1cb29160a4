import type { MarkupElement } from './markup-tree.ts';

/** What a part of a page is for, as far as its markup tells. */
export type Landmark =
  | 'navigation'
  | 'footer'
  | 'header'
  | 'aside'
  | 'popup'
  | 'promotion'
  | 'form'
  | 'questions'
  | 'button';

const words: Readonly<Record<Landmark, string>> = {
  navigation:
    'nav navbar navigation menu menubar megamenu submenu dropdown breadcrumb breadcrumbs pagination pager toolbar topbar skip skiplink tabs tablist toc',
  footer: 'footer foot colophon copyright legal disclaimer',
  header: 'header masthead topbar banner announcement',
  aside: '',
  popup:
    'cookie cookies consent gdpr onetrust modal popup lightbox overlay offcanvas drawer dialog toast tooltip cookiebot',
  promotion:
    'related recommended recommendations newsletter subscribe subscription social share sharing signup promo cta ad ads advert advertisement sponsored trending popular comments comment',
  form: 'form login signin search filter filters',
  questions: 'faq faqs accordion',
  button: 'btn button buttons cta link links',
};
const landmarkWords = new Map(
  Object.entries(words).map(([landmark, list]) => [landmark as Landmark, new Set(list.split(' ').filter(Boolean))]),
);

/** https://www.w3.org/TR/wai-aria-1.2/#landmark_roles, and the roles of menus and dialogs. */
const landmarkRoles: Readonly<Record<string, Landmark>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  tablist: 'navigation',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'aside',
  dialog: 'popup',
  alertdialog: 'popup',
  search: 'form',
  form: 'form',
};

const longestSignature = 400;

/** The landmarks that an element's role, class and id name; `cache` spares reading them again. */
export function landmarksOf(element: MarkupElement, cache: Map<MarkupElement, Set<Landmark>>): ReadonlySet<Landmark> {
  const known = cache.get(element);
  if (known !== undefined) return known;
  const { role, class: classes = '', id = '' } = element.attributes;
  const signature = `${classes} ${id}`.slice(0, longestSignature).replace(/([a-z])([A-Z])/g, '$1 $2');
  const tokens = signature.toLowerCase().split(/[^a-z]+/);
  const found = new Set<Landmark>();
  for (const [landmark, named] of landmarkWords) if (tokens.some((token) => named.has(token))) found.add(landmark);
  const byRole = landmarkRoles[role ?? ''];
  if (byRole !== undefined) found.add(byRole);
  cache.set(element, found);
  return found;
}
