import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { history, undo } from 'prosemirror-history';
import { EditorState, NodeSelection, TextSelection, type Command } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import type { DraftBlock } from '../api/draft_types';
import {
  changeChip,
  chipAtCaret,
  deleteChip,
  insertBlock,
  insertChip,
  moveBlock,
  namesPlugin,
  refreshed,
  removeBlock,
  setStyle,
  splitLine,
  stepOverChip,
  styleAt,
} from './chips';
import { fromDoc, toDoc } from './convert';
import { chip, heading, paragraph, table } from './fixture';
import { plainText } from './tree';

const PARKS = chip('parks@1@2020', '3个');
function editor(...blocks: DraftBlock[]) {
  let state = EditorState.create({ doc: toDoc(['题'], blocks), plugins: [history(), namesPlugin] });
  const run = (command: Command) => command(state, (tr) => (state = state.apply(tr)));
  return {
    run,
    // Behind so many characters of the text of this block; a figure is one.
    at(id: string, offset: number) {
      state.doc.forEach((node, pos) => {
        if (node.attrs.id !== id) return;
        const place = node.isTextblock
          ? TextSelection.create(state.doc, pos + 1 + offset)
          : NodeSelection.create(state.doc, pos);
        state = state.apply(state.tr.setSelection(place));
      });
    },
    type: (words: string) => run((now, to) => (to?.(now.tr.insertText(words)), true)),
    texts: () => fromDoc(state.doc).blocks.map(plainText),
    ids: () => fromDoc(state.doc).blocks.map(({ id }) => id),
    get state() {
      return state;
    },
    set state(next) {
      state = next;
    },
  };
}

describe('a figure in the text', () => {
  const line = paragraph('p', '新增', PARKS, '。');
  test('is stepped over as one character, with Shift it is selected', () => {
    const it = editor(line);
    it.at('p', 2);
    const from = it.state.selection.head;
    expect(it.run(stepOverChip(1, false))).toBe(true);
    expect(it.state.selection.head).toBe(from + 1);
    expect(it.run(stepOverChip(1, false))).toBe(false);
    expect(it.run(stepOverChip(-1, true))).toBe(true);
    expect(it.state.selection).toMatchObject({ from, to: from + 1 });
    expect(chipAtCaret(it.state)?.chip.figure).toBe('parks@1@2020');
  });
  test('is deleted as a whole from either side, and comes back', () => {
    const it = editor(line);
    it.at('p', 3);
    expect(it.run(deleteChip(-1))).toBe(true);
    expect(it.texts()).toEqual(['新增。']);
    it.run(undo);
    expect(it.texts()).toEqual(['新增3个。']);
    it.at('p', 2);
    expect(it.run(deleteChip(1))).toBe(true);
    expect(it.run(deleteChip(1))).toBe(false);
    expect(it.texts()).toEqual(['新增。']);
  });
  test('cannot be typed into: what is typed beside it stands beside it', () => {
    const it = editor(line);
    it.at('p', 2);
    it.type('了');
    it.at('p', 4);
    it.type('左右');
    expect(it.texts()).toEqual(['新增了3个左右。']);
    const [block] = fromDoc(it.state.doc).blocks;
    expect(block).toMatchObject({
      line: [{ text: '新增了' }, { figure: 'parks@1@2020', shown: '3个' }, { text: '左右。' }],
    });
  });
  test('comes in at the caret, not in the title', () => {
    const it = editor(line);
    it.at('p', 0);
    expect(it.run(insertChip(chip('b@1@2020', '7次')))).toBe(true);
    expect(it.texts()).toEqual(['7次新增3个。']);
    it.state = it.state.apply(it.state.tr.setSelection(TextSelection.create(it.state.doc, 1)));
    expect(it.run(insertChip(PARKS))).toBe(false);
  });
  test('is found beside the caret and worded otherwise, its name stays', () => {
    const it = editor(line);
    it.at('p', 3);
    const place = chipAtCaret(it.state);
    it.run(changeChip(place?.pos ?? 0, { wording: 'chinese', shown: '三个' }));
    expect(it.texts()).toEqual(['新增三个。']);
    it.at('p', 1);
    expect(chipAtCaret(it.state)).toBeUndefined();
  });
  test('takes the new value of the ledger, and that is no step to undo', () => {
    const it = editor(line);
    it.at('p', 0);
    it.type('今年');
    const fresh = { ...PARKS, shown: '4个', value: '4', moved: true };
    const tr = refreshed(it.state, [paragraph('p', fresh)]);
    if (tr) it.state = it.state.apply(tr);
    expect(it.texts()).toEqual(['今年新增4个。']);
    it.run(undo);
    expect(it.texts()).toEqual(['新增4个。']);
    expect(refreshed(it.state, [paragraph('p', fresh)])).toBeUndefined();
  });
});

describe('blocks', () => {
  const three = [heading('h', 1, '一段'), paragraph('p', '正文'), table('t', 'table:1')];
  test('move past each other and stay what they were', () => {
    const it = editor(...three);
    it.at('t', 0);
    expect(it.run(moveBlock(-1))).toBe(true);
    expect(it.ids()).toEqual(['h', 't', 'p']);
    expect(it.run(moveBlock(-1))).toBe(true);
    expect(it.run(moveBlock(-1))).toBe(false); // above it is the title
    expect(it.ids()).toEqual(['t', 'h', 'p']);
    it.run(undo);
    it.run(undo);
    expect(it.ids()).toEqual(['h', 'p', 't']);
  });
  test('are removed; the last leaves an empty line', () => {
    const it = editor(...three);
    for (const id of ['t', 'h', 'p']) {
      it.at(id, 0);
      expect(it.run(removeBlock)).toBe(true);
    }
    expect(it.texts()).toEqual(['']);
  });
  test('change their style and keep their name', () => {
    const it = editor(...three);
    it.at('p', 1);
    it.run(setStyle({ heading: 2 }));
    expect(styleAt(it.state)).toBe('h2');
    it.run(setStyle({ paragraph: 'note' }));
    expect(styleAt(it.state)).toBe('note');
    expect(it.ids()).toEqual(['h', 'p', 't']);
  });
  test('come in behind the caret', () => {
    const it = editor(...three);
    it.at('h', 0);
    it.run(insertBlock(table('u', 'chart:1')));
    expect(it.ids()).toEqual(['h', 'u', 'p', 't']);
    expect(it.state.selection).toBeInstanceOf(NodeSelection);
  });
  test('split in two have two names, and the one with words keeps its own', () => {
    const it = editor(...three);
    const enter = chainCommands(splitLine, baseKeymap.Enter as Command);
    it.at('p', 1);
    it.run(enter);
    expect(it.texts()).toEqual(['一段', '正', '文', 'table:1']);
    it.at('p', 0);
    it.run(enter);
    const ids = it.ids();
    expect(ids[2]).toBe('p');
    expect(new Set(ids).size).toBe(ids.length);
    it.at('h', 2);
    it.run(enter);
    expect(styleAt(it.state)).toBe('body');
    it.at('h', 1);
    it.run(enter);
    expect(styleAt(it.state)).toBe('h1');
    it.state.doc.check();
  });
});
