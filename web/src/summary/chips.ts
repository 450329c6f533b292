// What can be done to figures and blocks in the editor: each as a command that says whether it can
// be done, and does it when it is given where to.
import type { Node } from 'prosemirror-model';
import {
  NodeSelection,
  Plugin,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from 'prosemirror-state';
import type { ChipRun, DraftBlock, GeneratedBlock, ParagraphKind } from '../api/draft_types';
import { nodeOf, toDoc } from './convert';
import { chipOf, generatedOf, idOf, schema } from './schema';
import { newBlockId } from './tree';

const { figure, generated, heading, paragraph, title } = schema.nodes;

// The caret steps over a figure in one move; with Shift the selection grows over it.
export function stepOverChip(direction: -1 | 1, extend: boolean): Command {
  return (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof TextSelection) || (!extend && !selection.empty)) return false;
    const { $head } = selection;
    const next = direction < 0 ? $head.nodeBefore : $head.nodeAfter;
    if ($head.textOffset || next?.type !== figure) return false;
    const head = $head.pos + direction * next.nodeSize;
    const anchor = extend ? selection.anchor : head;
    dispatch?.(
      state.tr.setSelection(TextSelection.create(state.doc, anchor, head)).scrollIntoView(),
    );
    return true;
  };
}

// Deletes the figure beside the caret as a whole.
export function deleteChip(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof TextSelection) || !selection.empty) return false;
    const { $head } = selection;
    const next = direction < 0 ? $head.nodeBefore : $head.nodeAfter;
    if ($head.textOffset || next?.type !== figure) return false;
    const from = direction < 0 ? $head.pos - next.nodeSize : $head.pos;
    dispatch?.(state.tr.delete(from, from + next.nodeSize).scrollIntoView());
    return true;
  };
}

// The figure that the caret touches, before it or after it, or that alone is selected.
export function chipAtCaret(state: EditorState): { pos: number; chip: ChipRun } | undefined {
  const { $from, from, to, empty } = state.selection;
  const after = $from.nodeAfter;
  if (!empty) {
    const alone = after?.type === figure && from + after.nodeSize === to;
    return alone ? { pos: from, chip: chipOf(after) } : undefined;
  }
  if ($from.textOffset) return undefined;
  const before = $from.nodeBefore;
  if (before?.type === figure) return { pos: from - before.nodeSize, chip: chipOf(before) };
  return after?.type === figure ? { pos: from, chip: chipOf(after) } : undefined;
}

// In the place of what is selected; in a title or a generated block there is none.
export function insertChip(chip: ChipRun): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    if (!$from.sameParent($to) || !$from.parent.inlineContent || $from.parent.type === title) {
      return false;
    }
    if (dispatch) {
      const tr = state.tr.replaceSelectionWith(figure.create({ chip }), false);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

export function changeChip(pos: number, change: Partial<ChipRun>): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos);
    if (node?.type !== figure) return false;
    dispatch?.(state.tr.setNodeMarkup(pos, null, { chip: { ...chipOf(node), ...change } }));
    return true;
  };
}

// New values of the ledger come into the text; that is no step of the writer to be undone.
export function refreshed(state: EditorState, blocks: DraftBlock[]): Transaction | undefined {
  const now = new Map<string, ChipRun>();
  const made = new Map<string, GeneratedBlock>();
  for (const block of blocks) {
    if (block.type === 'generated') made.set(block.source, block);
    else
      for (const run of block.line)
        if ('figure' in run) now.set(`${run.figure}|${run.wording}`, run);
  }
  const { tr } = state;
  state.doc.descendants((node, pos) => {
    if (node.type === figure) {
      const chip = chipOf(node);
      const fresh = now.get(`${chip.figure}|${chip.wording}`);
      if (fresh && JSON.stringify(fresh) !== JSON.stringify(chip)) {
        tr.setNodeMarkup(pos, null, { chip: fresh });
      }
    } else if (node.type === generated) {
      const fresh = made.get(generatedOf(node).source);
      if (fresh && JSON.stringify(fresh) !== JSON.stringify(generatedOf(node))) {
        tr.setNodeMarkup(pos, null, { ...node.attrs, block: fresh });
      }
    }
  });
  return tr.docChanged ? tr.setMeta('addToHistory', false).setMeta('refreshed', true) : undefined;
}

interface Place {
  index: number; // among the document's children
  pos: number;
  node: Node;
}
// The block in which the selection begins.
export function blockAt(state: EditorState): Place | undefined {
  const { $from } = state.selection;
  const index = $from.index(0);
  const node = index < state.doc.childCount ? state.doc.child(index) : undefined;
  if (!node || node.type === title) return undefined;
  return { index, node, pos: $from.posAtIndex(index, 0) };
}

export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const place = blockAt(state);
    const other = place && state.doc.maybeChild(place.index + direction);
    if (!place || !other || other.type === title) return false;
    if (dispatch) {
      const { pos, node } = place;
      const to = direction < 0 ? pos - other.nodeSize : pos + other.nodeSize;
      const within = state.selection.from - pos;
      const tr = state.tr.delete(pos, pos + node.nodeSize).insert(to, node);
      dispatch(
        tr
          .setSelection(
            node.type === generated
              ? NodeSelection.create(tr.doc, to)
              : TextSelection.create(tr.doc, to + within),
          )
          .scrollIntoView(),
      );
    }
    return true;
  };
}

export const removeBlock: Command = (state, dispatch) => {
  const place = blockAt(state);
  if (!place) return false;
  if (dispatch) {
    const { pos, node } = place;
    const { tr } = state;
    const bodies = countBlocks(state.doc);
    if (bodies === 1) tr.replaceWith(pos, pos + node.nodeSize, paragraph.create());
    else tr.delete(pos, pos + node.nodeSize);
    const at = Math.min(pos, tr.doc.content.size);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView());
  }
  return true;
};
function countBlocks(doc: Node): number {
  let count = 0;
  doc.forEach((node) => (count += node.type === title ? 0 : 1));
  return count;
}

// Behind the block in which the caret stands, at the end if it stands in none.
export function insertBlock(block: DraftBlock): Command {
  return (state, dispatch) => {
    if (dispatch) {
      const place = blockAt(state);
      const pos = place ? place.pos + place.node.nodeSize : state.doc.content.size;
      const tr = state.tr.insert(pos, nodeOf(block));
      const selection =
        block.type === 'generated'
          ? NodeSelection.create(tr.doc, pos)
          : TextSelection.create(tr.doc, pos + 1);
      dispatch(tr.setSelection(selection).scrollIntoView());
    }
    return true;
  };
}

// Another text in the place of this one, as a step that can be undone.
export function replaceAll(lines: string[], blocks: DraftBlock[]): Command {
  return (state, dispatch) => {
    const { content } = toDoc(lines, blocks);
    dispatch?.(state.tr.replaceWith(0, state.doc.content.size, content).scrollIntoView());
    return true;
  };
}

export type Style = { heading: number } | { paragraph: ParagraphKind };
export function setStyle(style: Style): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const { tr } = state;
    let found = false;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (node.type !== heading && node.type !== paragraph) return;
      found = true;
      const id = idOf(node);
      if ('heading' in style) tr.setNodeMarkup(pos, heading, { id, level: style.heading });
      else tr.setNodeMarkup(pos, paragraph, { id, kind: style.paragraph });
    });
    if (found) dispatch?.(tr);
    return found;
  };
}
export function styleAt(state: EditorState): string {
  const { parent } = state.selection.$from;
  if (parent.type === heading) return `h${parent.attrs.level}`;
  return parent.type === paragraph ? (parent.attrs.kind as string) : '';
}

// Enter: behind a heading, and behind the title, comes text; a line split in two stays what it was.
// Both halves have the name of the whole until namesPlugin gives one of them its own.
export const splitLine: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
  const { tr } = state;
  tr.deleteSelection();
  const $at = tr.doc.resolve(tr.mapping.map($from.pos));
  const { parent } = $at;
  const atEnd = $at.parentOffset === parent.content.size;
  if (parent.type === title && atEnd) {
    const first = firstBlockAt(tr.doc);
    tr.insert(first, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, first + 1));
  } else if (parent.type === heading && atEnd) {
    tr.split($at.pos, 1, [{ type: paragraph, attrs: { kind: 'body' } }]);
  } else tr.split($at.pos);
  dispatch?.(tr.scrollIntoView());
  return true;
};
function firstBlockAt(doc: Node): number {
  let pos = 0;
  for (let index = 0; index < doc.childCount && doc.child(index).type === title; index += 1) {
    pos += doc.child(index).nodeSize;
  }
  return pos;
}

// Every block has a name of its own. Of two that have the same, the one with words keeps it.
export const namesPlugin = new Plugin({
  appendTransaction(transactions, _, state) {
    if (!transactions.some((each) => each.docChanged)) return undefined;
    const holders = new Map<string, Place>();
    const nameless: Place[] = [];
    state.doc.forEach((node, pos, index) => {
      if (node.type === title) return;
      const place = { node, pos, index };
      const id = idOf(node);
      const holder = holders.get(id);
      if (!id) nameless.push(place);
      else if (!holder) holders.set(id, place);
      else if (!holder.node.content.size && node.content.size) {
        nameless.push(holder);
        holders.set(id, place);
      } else nameless.push(place);
    });
    if (!nameless.length) return undefined;
    const { tr } = state;
    for (const { node, pos } of nameless) {
      tr.setNodeMarkup(pos, null, { ...node.attrs, id: newBlockId() });
    }
    return tr;
  },
});
