/** Breaks a text into lines of `width` characters at most, words kept whole where they fit. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((part) => cutWord(part, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** Sets a text as a paragraph: the first line behind `first`, the others as far in. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const room = Math.max(10, width - first.length);
  return wrapText(text, room).map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line);
}

/** Shortens a line to `width` characters, with an ellipsis where something is cut. */
export function clip(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

function cutWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  for (let rest = word; rest !== ''; rest = rest.slice(width)) pieces.push(rest.slice(0, width));
  return pieces;
}

/** Sets a title apart from what stands above it. */
export function heading(title: string, width: number): readonly string[] {
  return ['', clip(title.toUpperCase(), width), '─'.repeat(Math.min(width, title.length))];
}
