// What the editor listens to: keys, the sign that asks for a figure, and the clipboard.
import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin, PluginKey, type Command, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import {
  deleteChip,
  moveBlock,
  namesPlugin,
  removeBlock,
  setStyle,
  splitLine,
  stepOverChip,
} from './chips';
import { chipOf, idOf, schema } from './schema';

export interface Asked {
  insert: () => void; // a figure at the caret
  reword: () => void; // the figure beside the caret
  comment: () => void;
  open: (figure: string) => void;
}

// Where people type: the half-width sign and that of a Chinese keyboard.
const SIGNS = ['#', '\uff03'];

const heading = (level: number): Command => setStyle({ heading: level });
const asked =
  (act: () => void): Command =>
  () => {
    act();
    return true;
  };

export function keysOf(ask: Asked): Record<string, Command> {
  return {
    ArrowLeft: stepOverChip(-1, false),
    ArrowRight: stepOverChip(1, false),
    'Shift-ArrowLeft': stepOverChip(-1, true),
    'Shift-ArrowRight': stepOverChip(1, true),
    Backspace: deleteChip(-1),
    Delete: deleteChip(1),
    Enter: splitLine,
    'Mod-z': undo,
    'Shift-Mod-z': redo,
    'Mod-y': redo,
    'Mod-b': toggleMark(schema.marks.strong),
    'Mod-Enter': asked(ask.reword),
    'Mod-Alt-m': asked(ask.comment),
    'Alt-Shift-ArrowUp': moveBlock(-1),
    'Alt-Shift-ArrowDown': moveBlock(1),
    'Alt-Shift-Delete': removeBlock,
    'Mod-Alt-0': setStyle({ paragraph: 'body' }),
    'Mod-Alt-1': heading(1),
    'Mod-Alt-2': heading(2),
    'Mod-Alt-3': heading(3),
    'Mod-Alt-4': heading(4),
  };
}

// Text of a clipboard as lines of their own; the first and the last join what they meet.
export function sliceOf(text: string): Slice {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split(/\n+/);
  const nodes = lines.map((line) =>
    schema.node('paragraph', null, line ? [schema.text(line)] : []),
  );
  return new Slice(Fragment.from(nodes), 1, 1);
}

// What was copied here keeps its figures when it is pasted here; all else is plain text.
function clipboard(): Plugin {
  let copied: { text: string; slice: Slice } | undefined;
  const plain = (slice: Slice) =>
    slice.content.textBetween(0, slice.content.size, '\n', (node) =>
      node.type === schema.nodes.figure ? chipOf(node).shown : '',
    );
  function put(view: EditorView, text: string): void {
    if (!text) return;
    const slice = copied?.text === text ? copied.slice : sliceOf(text);
    view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
  }
  return new Plugin({
    props: {
      clipboardTextSerializer(slice) {
        copied = { text: plain(slice), slice };
        return copied.text;
      },
      // Before the editor's own ways, which would read the markup of what comes in.
      handleDOMEvents: {
        paste(view, event) {
          event.preventDefault();
          put(view, event.clipboardData?.getData('text/plain') ?? '');
          return true;
        },
        drop(view, event) {
          if (view.dragging) return false;
          event.preventDefault();
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          const text = event.dataTransfer?.getData('text/plain') ?? '';
          if (at && text) view.dispatch(view.state.tr.replace(at.pos, at.pos, sliceOf(text)));
          return true;
        },
      },
    },
  });
}

function signs(ask: Asked): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        const place = view.state.selection.$from.parent;
        if (!SIGNS.includes(text) || place.type === schema.nodes.title) return false;
        ask.insert();
        return true;
      },
      handleClickOn(_view, _pos, node, _nodePos, _event, direct) {
        if (!direct || node.type !== schema.nodes.figure) return false;
        ask.open(chipOf(node).figure);
        return true;
      },
    },
  });
}

// Blocks with an open comment, and the words that it quotes; or words that a check doubts.
export interface Remark {
  block: string;
  quote: string;
  doubt?: boolean;
}
const remarksKey = new PluginKey<{ remarks: Remark[]; marks: DecorationSet }>('remarks');
export const setRemarks =
  (remarks: Remark[]): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(remarksKey, remarks).setMeta('addToHistory', false));
    return true;
  };

// Where the words stand in the block: from, to, from the block's start; a figure is one place and
// several letters.
export function quoteRange(node: Node, quote: string): { from: number; to: number } | undefined {
  const places: number[] = [];
  let text = '';
  node.forEach((child, offset) => {
    const words = child.isText ? (child.text ?? '') : chipOf(child).shown;
    text += words;
    for (let at = 0; at < words.length; at += 1) places.push(child.isText ? offset + at : offset);
  });
  const start = quote ? text.indexOf(quote) : -1;
  if (start < 0) return undefined;
  return {
    from: places[start] as number,
    to: (places[start + quote.length - 1] as number) + 1,
  };
}

function marksOf(state: EditorState, remarks: Remark[]): DecorationSet {
  const found: Decoration[] = [];
  state.doc.forEach((node, pos) => {
    const here = remarks.filter(({ block }) => block === idOf(node));
    if (!here.length || node.type === schema.nodes.title) return;
    if (here.some(({ doubt }) => !doubt)) {
      found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'commented' }));
    }
    if (!node.isTextblock) return;
    for (const { quote, doubt } of here) {
      const range = quoteRange(node, quote);
      if (!range) continue;
      const at = pos + 1;
      const look = { class: doubt ? 'doubted' : 'quoted' };
      found.push(Decoration.inline(at + range.from, at + range.to, look));
    }
  });
  return DecorationSet.create(state.doc, found);
}

function remarksPlugin() {
  return new Plugin({
    key: remarksKey,
    state: {
      init: () => ({ remarks: [] as Remark[], marks: DecorationSet.empty }),
      apply(tr, before, _, state) {
        const given = tr.getMeta(remarksKey) as Remark[] | undefined;
        if (given) return { remarks: given, marks: marksOf(state, given) };
        if (!tr.docChanged) return before;
        return { ...before, marks: marksOf(state, before.remarks) };
      },
    },
    props: { decorations: (state) => remarksKey.getState(state)?.marks },
  });
}

export function pluginsOf(ask: Asked): Plugin[] {
  const keys = keysOf(ask);
  for (const [key, base] of Object.entries(baseKeymap)) {
    const own = keys[key];
    keys[key] = own ? chainCommands(own, base) : base;
  }
  return [
    namesPlugin,
    remarksPlugin(),
    history({ newGroupDelay: 400 }),
    signs(ask),
    clipboard(),
    keymap(keys),
  ];
}
