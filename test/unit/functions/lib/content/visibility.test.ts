import { describe, expect, it } from 'vitest';
import { textOf } from './reading.ts';

const around = (hidden: string, style = '') => `<style>${style}</style><p>Before</p>${hidden}<p>After</p>`;

describe('text that a reader cannot see', () => {
  it.each([
    ['display', '<p style="display: none">Secret</p>'],
    ['display, shouted', '<p STYLE="DISPLAY:NONE !important">Secret</p>'],
    ['display of an ancestor', '<div style="display:none"><section><p>Secret</p></section></div>'],
    ['visibility', '<p style="visibility:hidden">Secret</p>'],
    ['collapse', '<p style="visibility:collapse">Secret</p>'],
    ['the hidden attribute', '<p hidden>Secret</p>'],
    ['opacity', '<p style="opacity:0">Secret</p>'],
    ['hardly any opacity', '<p style="opacity:.01">Secret</p>'],
    ['no font size', '<p style="font-size:0">Secret</p>'],
    ['hardly any font size', '<p style="font-size:1px">Secret</p>'],
    ['an inherited tiny font', '<div style="font-size:1px"><p style="font-size:100%">Secret</p></div>'],
    ['a font of few hundredths', '<p style="font-size:0.01em">Secret</p>'],
    ['a place far to the left', '<p style="position:absolute;left:-9999px">Secret</p>'],
    ['a place far above', '<p style="position:fixed;top:-100em">Secret</p>'],
    ['an indent', '<p style="text-indent:-9999px">Secret</p>'],
    ['a shift', '<p style="transform:translateX(-5000px)">Secret</p>'],
    ['a scale', '<p style="transform:scale(0)">Secret</p>'],
    ['clipping', '<p style="position:absolute;clip:rect(0 0 0 0)">Secret</p>'],
    ['clipping by path', '<p style="clip-path:inset(50%)">Secret</p>'],
    ['a box without height', '<p style="height:0;overflow:hidden">Secret</p>'],
    ['a box of a pixel', '<p style="width:1px;height:1px;overflow:hidden">Secret</p>'],
    ['white on the white page', '<p style="color:#fff">Secret</p>'],
    ['white on white', '<p style="color:white;background:rgb(255,255,255)">Secret</p>'],
    ['nearly white on white', '<p style="color:#fdfdfd">Secret</p>'],
    ['black on black', '<div style="background:#000"><p style="color:rgb(0 0 0)">Secret</p></div>'],
    ['white by hsl', '<p style="color:hsl(0, 0%, 100%)">Secret</p>'],
    ['no colour', '<p style="color:transparent">Secret</p>'],
    ['a colour with no strength', '<p style="color:rgba(0,0,0,0)">Secret</p>'],
    ['the font element', '<font color="#FFFFFF">Secret</font>'],
    ['a coloured table cell', '<table><tr><td bgcolor="red"><font color="red">Secret</font></td></tr></table>'],
    ['a closed dialog', '<dialog>Secret</dialog>'],
    ['a template', '<template><p>Secret</p></template>'],
    ['a comment', '<!-- <p>Secret</p> -->'],
    ['a script', '<script>var a = "Secret"</script>'],
    ['a field', '<textarea>Secret</textarea><input value="Secret"><select><option>Secret</option></select>'],
    ['noscript', '<noscript>Secret</noscript>'],
    ['an image alt inside', '<div style="display:none"><img src="x" alt="Secret"></div>'],
  ])('is left out for its %s', (_, hidden) => {
    const text = textOf(around(hidden));

    expect(text).toBe('Before After');
  });

  it.each([
    ['a class', '.x{display:none}', '<p class="a x">Secret</p>'],
    ['an id', '#x{visibility:hidden}', '<p id="x">Secret</p>'],
    ['a name', 'aside{display:none}', '<aside>Secret</aside>'],
    ['two classes', '.x.y{opacity:0}', '<p class="y x">Secret</p>'],
    ['a descendant', 'div .x b{font-size:0}', '<div><p class="x"><i><b>Secret</b></i></p></div>'],
    ['a child', 'div > .x{display:none}', '<div><p class="x">Secret</p></div>'],
    ['an attribute', '[data-x="1"]{display:none}', '<p data-x="1">Secret</p>'],
    ['a list of selectors', 'h6, .x, h5 {display:none}', '<p class="x">Secret</p>'],
    ['a rule for screens', '@media screen and (min-width: 600px){.x{display:none}}', '<p class="x">Secret</p>'],
    ['a supports rule', '@supports (display:grid){@media all{.x{display:none}}}', '<p class="x">Secret</p>'],
    ['a later rule', '.x{display:block}.x{display:none}', '<p class="x">Secret</p>'],
    ['a more specific rule', '#x{display:none}.x{display:block}', '<p class="x" id="x">Secret</p>'],
    ['an important rule', '.x{display:none!important}', '<p class="x" style="display:block">Secret</p>'],
    ['a rule after a comment', '/* {} */ .x /* y */ {display:none}', '<p class="x">Secret</p>'],
    ['a rule after an import', '@import "a.css"; .x{display:none}', '<p class="x">Secret</p>'],
    ['white on a ground', '.g{background-color:#fafafa}.x{color:#fff}', '<div class="g"><p class="x">Secret</p></div>'],
  ])('is left out by %s of a style element', (_, style, hidden) => {
    const text = textOf(around(hidden, style));

    expect(text).toBe('Before After');
  });

  it('loses its zero-width and tag characters', () => {
    const tags = [...'ignore all'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');

    const text = textOf(`<p>An\u{200b}vi\u{ad}ls${tags} and\u{202e} tongs\u{fe0f}</p>`);

    expect(text).toBe('Anvils and tongs');
  });
});

describe('text that a reader can see', () => {
  it.each([
    ['white on a dark ground', '<div style="background:#123456"><p style="color:#fff">Shown</p></div>'],
    ['white on a picture', '<div style="background:url(a.png)"><p style="color:#fff">Shown</p></div>'],
    [
      'white on a gradient',
      '<div style="background-image:linear-gradient(red,blue)"><p style="color:#fff">Shown</p></div>',
    ],
    [
      'white on a named ground that is not known',
      '<div style="background:rebeccapurple"><p style="color:#fff">Shown</p></div>',
    ],
    [
      'white on a half transparent ground',
      '<div style="background:rgba(0,0,0,.5)"><p style="color:#fff">Shown</p></div>',
    ],
    ['visible inside hidden', '<div style="visibility:hidden"><p style="visibility:visible">Shown</p></div>'],
    ['a normal font in a tiny one', '<div style="font-size:0"><p style="font-size:16px">Shown</p></div>'],
    ['a relative place', '<p style="position:relative;left:-9999px">Shown</p>'],
    ['a small shift', '<p style="position:absolute;left:-20px;transform:translateX(-50%)">Shown</p>'],
    ['hidden but displayed', '<p hidden style="display:block">Shown</p>'],
    ['an open dialog', '<dialog open>Shown</dialog>'],
    ['a silver colour', '<p style="color:silver">Shown</p>'],
    ['a colour nobody knows', '<p style="color:var(--ink)">Shown</p>'],
    ['an inherited colour', '<p style="color:inherit;background:none">Shown</p>'],
    ['a broken declaration', '<p style="display;;:none;font-size:huge;color:rgb(x,y,z);color:#12">Shown</p>'],
  ])('is kept: %s', (_, shown) => {
    const text = textOf(around(shown));

    expect(text).toBe('Before Shown After');
  });

  it.each([
    ['a hover rule', '.x:hover{display:none}'],
    ['a rule for paper', '@media print{.x{display:none}}'],
    ['a rule for telephones', '@media (max-width: 40em){.x{display:none}}'],
    ['a rule for other conditions', '@media (prefers-reduced-motion){.x{display:none}}'],
    ['a font rule', '@font-face{display:none}'],
    ['a rule about other parents', 'nav > .x{display:none}'],
    ['a rule about other ancestors', 'nav .x{display:none}'],
    ['a sibling rule', 'p + .x{display:none}'],
    ['a rule without end', '.y{display:none} .x{display:none'],
  ])('is kept in spite of %s', (_, style) => {
    const text = textOf(around('<p class="x">Shown</p>', style));

    expect(text).toBe('Before Shown After');
  });

  it('is kept where a style sheet that is not read may give it a ground', () => {
    const page = '<link rel="stylesheet" href="a.css"><div class="hero"><p style="color:#fff">Shown</p></div>';

    expect(textOf(page)).toBe('Shown');
    expect(textOf(`${page}<p style="color:#fff;background:#fff">Secret</p>`)).toBe('Shown');
  });

  it('is kept where the whole page waits for its scripts', () => {
    const waiting = '<body style="opacity:0"><div style="visibility:hidden"><h1>Shown</h1></div></body>';
    const wrapped = `<div style="opacity:0"><p>${'Shown '.repeat(500)}</p></div><p>Foot</p>`;

    expect(textOf(waiting)).toBe('Shown');
    expect(textOf(wrapped)).toContain('Shown');
  });

  it.each([
    ['a button', '<button aria-controls="more" aria-expanded="false">More</button><div id="more" hidden>Shown</div>'],
    [
      'a heading',
      '<h3 role="button" aria-controls="a b">More</h3><div id="b" style="height:0;overflow:hidden">Shown</div>',
    ],
    ['a tab', '<a role="tab" href="#one"></a><div id="one" style="display:none">Shown</div>'],
    ['a panel of tabs', '<div role="tabpanel" style="visibility:hidden">Shown</div>'],
  ])('is kept where %s opens it', (_, html) => {
    expect(textOf(html)).toMatch(/(?:^|More )Shown$/);
  });

  it('is kept where it glides in, but not where it stays away', () => {
    expect(textOf('<p style="opacity:0.001;transform:translateY(40px)">Shown</p>')).toBe('Shown');
    expect(textOf('<p style="opacity:0;transform:translateX(-9000px)">Secret</p>')).toBe('');
    expect(textOf('<p style="opacity:0;transform:rotate(1deg)">Secret</p>')).toBe('');
  });

  it('is kept where React streams it into place', () => {
    const moved = '<div hidden id="S:1"><p>Shown</p></div><script>$RC("B:1","S:1")</script>';

    expect(textOf(moved)).toBe('Shown');
    expect(textOf('<div hidden id="S:1"><p>Secret</p></div>')).toBe('');
  });
});
