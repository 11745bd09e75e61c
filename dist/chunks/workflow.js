import { t as MlopsError } from "./error.js";
import { i as verifyFile, r as findSource, s as fillFolder, t as requireSafePaths } from "./inner-path.js";
import { t as _usingCtx } from "./usingCtx.js";
import { dirname, join, relative, sep } from "node:path";
import { tmpdir } from "node:os";
import { copyFile, link, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { constants as constants$2 } from "node:fs";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "module";

// node_modules/fflate/esm/index.mjs
var require = createRequire("/");
var _a;
var Worker;
var isMarkedAsUntransferable;
try {
	_a = require("worker_threads"), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable;
} catch (e) {}
var u8 = Uint8Array;
var u16 = Uint16Array;
var i32 = Int32Array;
var fleb = new u8([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
var revfd = _b.r;
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flrm = /*#__PURE__*/ hMap(flt, 9, 1);
var fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
var max = function(a) {
	var m = a[0];
	for (var i = 1; i < a.length; ++i) if (a[i] > m) m = a[i];
	return m;
};
var bits = function(d, p, m) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
};
var bits16 = function(d, p) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
};
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8(v.subarray(s, e));
};
var ec = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var inflt = function(dat, st, buf, dict) {
	var sl = dat.length, dl = dict ? dict.length : 0;
	if (!sl || st.f && !st.l) return buf || new u8(0);
	var noBuf = !buf;
	var resize = noBuf || st.i != 2;
	var noSt = st.i;
	if (noBuf) buf = new u8(sl * 3);
	var cbuf = function(l) {
		var bl = buf.length;
		if (l > bl) {
			var nbuf = new u8(Math.max(bl * 2, l));
			nbuf.set(buf);
			buf = nbuf;
		}
	};
	var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
	var tbts = sl * 8;
	do {
		if (!lm) {
			final = bits(dat, pos, 1);
			var type = bits(dat, pos + 1, 3);
			pos += 3;
			if (!type) {
				var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
				if (t > sl) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + l);
				buf.set(dat.subarray(s, t), bt);
				st.b = bt += l, st.p = pos = t * 8, st.f = final;
				continue;
			} else if (type == 1) lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
			else if (type == 2) {
				var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
				var tl = hLit + bits(dat, pos + 5, 31) + 1;
				pos += 14;
				var ldt = new u8(tl);
				var clt = new u8(19);
				for (var i = 0; i < hcLen; ++i) clt[clim[i]] = bits(dat, pos + i * 3, 7);
				pos += hcLen * 3;
				var clb = max(clt), clbmsk = (1 << clb) - 1;
				var clm = hMap(clt, clb, 1);
				for (var i = 0; i < tl;) {
					var r = clm[bits(dat, pos, clbmsk)];
					pos += r & 15;
					var s = r >> 4;
					if (s < 16) ldt[i++] = s;
					else {
						var c = 0, n = 0;
						if (s == 16) n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
						else if (s == 17) n = 3 + bits(dat, pos, 7), pos += 3;
						else if (s == 18) n = 11 + bits(dat, pos, 127), pos += 7;
						while (n--) ldt[i++] = c;
					}
				}
				var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
				lbt = max(lt);
				dbt = max(dt);
				lm = hMap(lt, lbt, 1);
				dm = hMap(dt, dbt, 1);
			} else err(1);
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
		}
		if (resize) cbuf(bt + 131072);
		var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
		var lpos = pos;
		for (;; lpos = pos) {
			var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
			pos += c & 15;
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
			if (!c) err(2);
			if (sym < 256) buf[bt++] = sym;
			else if (sym == 256) {
				lpos = pos, lm = null;
				break;
			} else {
				var add = sym - 254;
				if (sym > 264) {
					var i = sym - 257, b = fleb[i];
					add = bits(dat, pos, (1 << b) - 1) + fl[i];
					pos += b;
				}
				var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
				if (!d) err(3);
				pos += d & 15;
				var dt = fd[dsym];
				if (dsym > 3) {
					var b = fdeb[dsym];
					dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
				}
				if (pos > tbts) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + 131072);
				var end = bt + add;
				if (bt < dt) {
					var shift = dl - dt, dend = Math.min(dt, end);
					if (shift + bt < 0) err(3);
					for (; bt < dend; ++bt) buf[bt] = dict[shift + bt];
				}
				for (; bt < end; ++bt) buf[bt] = buf[bt - dt];
			}
		}
		st.l = lm, st.p = lpos, st.b = bt, st.f = final;
		if (lm) final = 1, st.m = lbt, st.d = dm, st.n = dbt;
	} while (!final);
	return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
var et = /*#__PURE__*/ new u8(0);
var b2 = function(d, b) {
	return d[b] | d[b + 1] << 8;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var b8 = function(d, b) {
	return b4(d, b) + b4(d, b + 4) * 4294967296;
};
function inflateSync(data, opts) {
	return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
var tds = 0;
try {
	td.decode(et, { stream: true });
	tds = 1;
} catch (e) {}
var dutf8 = function(d) {
	for (var r = "", i = 0;;) {
		var c = d[i++];
		var eb = (c > 127) + (c > 223) + (c > 239);
		if (i + eb > d.length) return {
			s: r,
			r: slc(d, i - 1)
		};
		if (!eb) r += String.fromCharCode(c);
		else if (eb == 3) c = ((c & 15) << 18 | (d[i++] & 63) << 12 | (d[i++] & 63) << 6 | d[i++] & 63) - 65536, r += String.fromCharCode(55296 | c >> 10, 56320 | c & 1023);
		else if (eb & 1) r += String.fromCharCode((c & 31) << 6 | d[i++] & 63);
		else r += String.fromCharCode((c & 15) << 12 | (d[i++] & 63) << 6 | d[i++] & 63);
	}
};
/**
* Converts a Uint8Array to a string
* @param dat The data to decode to string
* @param latin1 Whether or not to interpret the data as Latin-1. This should
*               not need to be true unless encoding to binary string.
* @returns The original UTF-8/Latin-1 string
*/
function strFromU8(dat, latin1) {
	if (latin1) {
		var r = "";
		for (var i = 0; i < dat.length; i += 16384) r += String.fromCharCode.apply(null, dat.subarray(i, i + 16384));
		return r;
	} else if (td) return td.decode(dat);
	else {
		var _a = dutf8(dat), s = _a.s, r = _a.r;
		if (r.length) err(8);
		return s;
	}
}
var slzh = function(d, b) {
	return b + 30 + b2(d, b + 26) + b2(d, b + 28);
};
var zh = function(d, b, z) {
	var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl;
	var _a = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a[0], su = _a[1], off = _a[2];
	return [
		b2(d, b + 10),
		sc,
		su,
		fn,
		es + efl + b2(d, b + 32),
		off
	];
};
var z64hs = function(d, b, l, z, sc, su, off) {
	var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l;
	var nf = nsc + nsu + noff;
	if (z && nf) {
		for (; b + 4 < e; b += 4 + b2(d, b + 2)) if (b2(d, b) == 1) return [
			nsc ? b8(d, b + 4 + 8 * nsu) : sc,
			nsu ? b8(d, b + 4) : su,
			noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
			1
		];
		if (z < 2) err(13);
	}
	return [
		sc,
		su,
		off,
		0
	];
};
/**
* Synchronously decompresses a ZIP archive. Prefer using `unzip` for better
* performance with more than one file.
* @param data The raw compressed ZIP file
* @param opts The ZIP extraction options
* @returns The decompressed files
*/
function unzipSync(data, opts) {
	var files = {};
	var e = data.length - 22;
	for (; b4(data, e) != 101010256; --e) if (!e || data.length - e > 65558) err(13);
	var c = b2(data, e + 8);
	if (!c) return {};
	var o = b4(data, e + 16);
	var z = b4(data, e - 20) == 117853008;
	if (z) {
		var ze = b4(data, e - 12);
		z = b4(data, ze) == 101075792;
		if (z) {
			c = b4(data, ze + 32);
			o = b4(data, ze + 48);
		}
	}
	var fltr = opts && opts.filter;
	for (var i = 0; i < c; ++i) {
		var _a = zh(data, o, z), c_2 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
		o = no;
		if (!fltr || fltr({
			name: fn,
			size: sc,
			originalSize: su,
			compression: c_2
		})) {
			if (!c_2) files[fn] = slc(data, b, b + sc);
			else if (c_2 == 8) files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
			else err(14, "unknown compression type " + c_2);
		}
	}
	return files;
}

// src/artifacts/bounded-archive.ts
/**
* Unpacks an archive. What it declares of its sizes is what is made room for, so it cannot grow beyond them.
* @param refuse makes the error for an archive over the limits, or one that is none
*/
function unpackBounded(archive, limits, refuse) {
	if (archive.length > limits.bytes) throw refuse(`its archive has ${archive.length} bytes, more than ${limits.bytes}`);
	let files = 0;
	let bytes = 0;
	let problem;
	try {
		const unpacked = unzipSync(archive, { filter({ size, originalSize }) {
			files += 1;
			bytes += Math.max(size, originalSize);
			if (files > limits.files) problem = `it holds more than ${limits.files} files`;
			else if (bytes > limits.bytes) problem = `it unpacks to more than ${limits.bytes} bytes`;
			return problem === void 0;
		} });
		if (problem !== void 0) throw refuse(problem);
		return new Map(Object.entries(unpacked).map(([path, content]) => [path, Buffer.from(content)]));
	} catch (error) {
		if (problem !== void 0) throw error;
		throw refuse(`it is no zip archive that can be read (${error.message})`);
	}
}

// src/artifacts/workflow-refusal.ts
/** The service refused one call over and over. */
var ServiceRefusal = class extends Error {
	constructor(call, host, times, answer) {
		super(`the artifact service at ${host} refused ${call} ${times === 1 ? "once" : `${times} times`} (${answer})`);
		this.name = "ServiceRefusal";
	}
};
const owners = new AsyncLocalStorage();
/** The calls of the service, which have short answers; what is uploaded and downloaded goes elsewhere. */
const CALL = "/twirp/";
/**
* Runs `work` and stops waiting for it when it has made the same HTTP request `attempts` times in vain, or when a call of
* the service is not answered. Only requests that `work` itself makes are counted.
* @throws ServiceRefusal
*/
async function untilRefused({ attempts, silenceMs }, work) {
	const owner = Symbol("work");
	const mine = /* @__PURE__ */ new WeakSet();
	const made = /* @__PURE__ */ new Map();
	const refused = Promise.withResolvers();
	const open = /* @__PURE__ */ new Map();
	const refuse = (request, answer) => {
		refused.reject(new ServiceRefusal(callOf(request), request.host, made.get(keyOf(request)) ?? attempts, answer));
	};
	const onStart = (message) => {
		if (owners.getStore() !== owner) return;
		const { request } = message;
		mine.add(request);
		const silent = () => refuse(request, `no answer for ${Math.ceil(silenceMs / 1e3)} s`);
		if (request.path.includes(CALL)) open.set(request, setTimeout(silent, silenceMs));
		const times = made.get(keyOf(request)) ?? 0;
		if (times >= attempts) refuse(request, "the answer was not readable");
		else made.set(keyOf(request), times + 1);
	};
	const onEnd = (message) => {
		const { request } = message;
		clearTimeout(open.get(request));
		open.delete(request);
	};
	const onAnswer = (message) => {
		onEnd(message);
		const { request, response } = message;
		const status = response.statusCode ?? 0;
		if (mine.has(request) && (made.get(keyOf(request)) ?? 0) >= attempts && status >= 400) refuse(request, `status ${status}`);
	};
	subscribe("http.client.request.start", onStart);
	subscribe("http.client.response.finish", onAnswer);
	subscribe("http.client.request.error", onEnd);
	try {
		const working = owners.run(owner, work);
		working.catch(() => {});
		return await Promise.race([working, refused.promise]);
	} finally {
		unsubscribe("http.client.request.start", onStart);
		unsubscribe("http.client.response.finish", onAnswer);
		unsubscribe("http.client.request.error", onEnd);
		for (const timer of open.values()) clearTimeout(timer);
	}
}
function keyOf(request) {
	return `${request.method} ${request.host} ${request.path}`;
}
/** The last part of the path, without the query, which may hold a signature. */
function callOf(request) {
	return /([^/?]*)(?:\?.*)?$/.exec(request.path)?.[1] ?? "a call";
}

// src/artifacts/workflow-failure.ts
const WITHOUT = "The run is recorded without it; set `upload-model: false` to silence this.";
/** An error of the client as `artifact-failed`; signatures in addresses are left out. */
function artifactFailure(cause, doing) {
	if (cause instanceof MlopsError) return cause;
	const { message } = cause instanceof Error ? cause : new Error(String(cause));
	const said = message.replaceAll(/(https?:\/\/[^\s?]+)\?\S*/g, "$1").replaceAll(/\s+/g, " ").slice(0, 400);
	const failed = (what, hint) => new MlopsError("artifact-failed", `${doing} failed: ${what}`, hint, { cause });
	if (message.includes("storage quota has been hit")) return failed("the artifact storage quota of this account is used up", "Delete old artifacts, lower retention-days, or raise the limit in the billing settings.");
	if (isGone(cause)) return new MlopsError("not-found", `${doing} failed: it is not there any more`, "Workflow artifacts are deleted when their time is up, or with their workflow run.", { cause });
	const network = /Unable to make request: (\w+)/.exec(message);
	if (network !== null) return failed(`the artifact service cannot be reached (${network[1] ?? ""})`, `See whether the runner has network. ${WITHOUT}`);
	if (cause instanceof Error && cause.name === "GHESNotSupportedError") return new MlopsError("artifact-absent", `${doing} failed: ${said}`, WITHOUT, { cause });
	if (cause instanceof ServiceRefusal) return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
	if (message.includes("(409)")) return failed("an artifact with this name already exists in this workflow run", "Artifacts are never changed; each run of the training has its own name, so this run was published twice.");
	if (/claims|Invalid token/i.test(message)) return failed("the runtime token of this step gives no access to artifacts", WITHOUT);
	return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
}
/** 404 for an artifact that was deleted, 410 for one whose time is up; of this very run the service lists none. */
function isGone(cause) {
	if (!(cause instanceof Error)) return false;
	const status = "status" in cause ? cause.status : void 0;
	return status === 404 || status === 410 || cause.name === "ArtifactNotFoundError";
}

// src/artifacts/workflow-staging.ts
/**
* Brings the files below one root.
* @param scratch an existing folder, best on the file system that the files are on
*/
async function stageFiles(files, scratch) {
	const real = await Promise.all(files.map(async (file) => ({
		file,
		source: await findSource(file)
	})));
	const roots = new Set(real.map(({ file, source }) => rootOf(source, file.path)));
	const [common] = roots;
	if (roots.size === 1 && common !== void 0) return {
		root: common,
		files: real.map(({ file, source }) => ({
			...file,
			staged: source
		})),
		async [Symbol.asyncDispose]() {}
	};
	const root = await mkdtemp(join(scratch, "mlops-artifact-"));
	const remove = () => rm(root, {
		recursive: true,
		force: true
	});
	try {
		const staged = [];
		for (const { file, source } of real) {
			const target = join(root, file.path);
			await mkdir(dirname(target), { recursive: true });
			await link(source, target).catch(() => copyFile(source, target, constants$2.COPYFILE_FICLONE));
			staged.push({
				...file,
				staged: target
			});
		}
		return {
			root,
			files: staged,
			[Symbol.asyncDispose]: remove
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
function rootOf(source, path) {
	const suffix = sep + path.replaceAll("/", sep);
	return source.endsWith(suffix) && source.length > suffix.length ? source.slice(0, -suffix.length) : void 0;
}

// src/artifacts/workflow.ts
const DAY_MS = 864e5;
/** The artifact store of the workflow run that this process is a step of. */
function workflowArtifacts(options) {
	const { log, clock = () => /* @__PURE__ */ new Date(), attempts = 3, silenceMs = 6e4, remote } = options;
	async function withClient(doing, work) {
		try {
			const { DefaultArtifactClient } = await import("./artifact.js");
			return await untilRefused({
				attempts,
				silenceMs
			}, () => work(new DefaultArtifactClient()));
		} catch (error) {
			throw artifactFailure(error, doing);
		}
	}
	async function upload(name, files, { retentionDays }) {
		try {
			var _usingCtx$1 = _usingCtx();
			requireService(UPLOADING);
			requireSafePaths(files);
			requireGitHubPaths(files);
			const days = daysToKeep(retentionDays, log);
			const staged = _usingCtx$1.a(await stageFiles(files, process.env["RUNNER_TEMP"] ?? tmpdir()));
			for (const file of staged.files) await verifyFile(file.staged, file);
			const doing = `uploading artifact ${name}`;
			const started = clock();
			const { id, digest } = await withClient(doing, (client) => client.uploadArtifact(name, staged.files.map((file) => file.staged), staged.root, days === void 0 ? {} : { retentionDays: days }));
			if (id === void 0) throw artifactFailure(/* @__PURE__ */ new Error("the service gave it no id"), doing);
			const sent = digest === void 0 ? void 0 : `sha256:${digest}`;
			await verifyStored(name, sent);
			return {
				id: String(id),
				url: webAddress(id),
				digest: sent,
				expires: days === void 0 ? void 0 : new Date(started.getTime() + days * DAY_MS).toISOString()
			};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
	/** Asks the service what it stored. A server that lists no digests leaves the one that was sent unconfirmed. */
	async function verifyStored(name, sent) {
		const kept = (await withClient(`listing artifact ${name}`, (client) => client.getArtifact(name)).catch((error) => log.debug(`the digest of artifact ${name} is not confirmed: ${String(error)}`)))?.artifact.digest;
		if (kept === void 0 || kept === "" || sent === void 0 || kept === sent) return;
		throw new MlopsError("artifact-mismatch", `artifact ${name} was sent with digest ${sent} and stored with ${kept}`, "The upload was damaged on its way; run the job again.");
	}
	async function download(artifact, directory) {
		const id = Number(artifact.id);
		if (!Number.isSafeInteger(id) || id <= 0) throw new MlopsError("artifact-failed", `${JSON.stringify(artifact.id)} is no id of a workflow artifact`, "Ids of workflow artifacts are numbers; this one may be of the local store.");
		if (remote === void 0) requireService(READING);
		return fillFolder(directory, async (path) => {
			const { digestMismatch } = await withClient(`downloading artifact ${artifact.id}`, (client) => client.downloadArtifact(id, {
				path,
				...artifact.digest === void 0 ? {} : { expectedHash: artifact.digest },
				...remote === void 0 ? {} : findBy(remote)
			}));
			if (digestMismatch === true) throw new MlopsError("artifact-mismatch", `artifact ${artifact.id} does not have the recorded digest ${artifact.digest ?? ""}`, "Do not use it. A registered version has its files in the release as well.");
			return readUnpacked(path);
		});
	}
	async function listOfRun() {
		requireService(READING);
		const { artifacts } = await withClient("listing the artifacts of this workflow run", (client) => client.listArtifacts());
		return artifacts.map(({ id, name, size, digest }) => ({
			id: String(id),
			name,
			size,
			digest: digest || void 0
		}));
	}
	async function readFiles(artifact, from, limits) {
		if (from === "run") requireService(READING);
		const { id, name, size, digest } = artifact;
		if (size > limits.bytes) throw damaged(name, `its archive has ${size} bytes, more than ${limits.bytes}`);
		const folder = await mkdtemp(join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops-archive-"));
		try {
			const { digestMismatch } = await withClient(`downloading artifact ${name}`, (client) => client.downloadArtifact(Number(id), {
				path: folder,
				skipDecompress: true,
				...digest === void 0 ? {} : { expectedHash: digest },
				...from === "run" || remote === void 0 ? {} : findBy(remote)
			}));
			if (digestMismatch === true) throw damaged(name, `it does not have the listed digest ${digest ?? ""}`);
			const [archive] = await readUnpacked(folder);
			if (archive === void 0) throw damaged(name, "nothing was downloaded");
			return unpackBounded(await readFile(join(folder, archive)), limits, (why) => damaged(name, why));
		} finally {
			await rm(folder, {
				recursive: true,
				force: true
			});
		}
	}
	return {
		kind: "workflow",
		upload,
		download,
		listOfRun,
		readFiles
	};
}
/** The client never reads the run's id when it downloads by the artifact's. */
function findBy({ token, repository }) {
	const [repositoryOwner = "", repositoryName = ""] = repository.split("/");
	return { findBy: {
		token,
		workflowRunId: 0,
		repositoryOwner,
		repositoryName
	} };
}
function damaged(name, why) {
	return new MlopsError("artifact-mismatch", `artifact ${name} is not read: ${why}`, "See which job of the workflow uploaded it.");
}
function serverUrl() {
	return (process.env["GITHUB_SERVER_URL"] ?? "https://github.com").replace(/\/+$/, "");
}
const UPLOADING = "The run is recorded without it. Set `upload-model: false` to silence this.";
const READING = "Only a server with the artifacts of github.com has what other jobs left.";
/**
* Says which part of the service is missing before the client warns of it in words that mislead.
* @throws MlopsError `artifact-absent`
*/
function requireService(hint) {
	const absent = (why) => new MlopsError("artifact-absent", `there is no artifact service for this step: ${why}`, hint);
	const missing = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"].find((name) => (process.env[name] ?? "") === "");
	if (missing !== void 0) throw absent(`${missing} is not set`);
	if (/^https?:\/\/(?:github\.com|[^/]+\.(?:ghe\.com|localhost))(?::\d+)?$/i.test(serverUrl())) return;
	throw absent(`GitHub's client works with github.com and ghe.com, and not with ${serverUrl()}`);
}
/** GitHub takes no path with a character that NTFS forbids; one such file would fail the whole upload. */
function requireGitHubPaths(files) {
	const bad = files.find(({ path }) => /[":<>|*?]/.test(path));
	if (bad === void 0) return;
	throw new MlopsError("artifact-failed", `${JSON.stringify(bad.path)} cannot stand in a workflow artifact: GitHub forbids " : < > | * ? in paths`, "Rename the file, or leave it out of model-files and artifacts.");
}
function daysToKeep(wanted, log) {
	const limit = Number.parseInt(process.env["GITHUB_RETENTION_DAYS"] ?? "", 10);
	if (Number.isNaN(limit) || limit <= 0) return wanted;
	if (wanted !== void 0 && wanted > limit) log.warn(`retention-days: ${wanted} is more than this repository allows; the artifact is kept ${limit} days`);
	return Math.min(wanted ?? limit, limit);
}
function webAddress(id) {
	const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
	if (repository === void 0 || run === void 0) return void 0;
	return `${serverUrl()}/${repository}/actions/runs/${run}/artifacts/${id}`;
}
/** Paths of the unpacked files. Anything but a plain file inside the folder is refused. */
async function readUnpacked(root) {
	const paths = [];
	for (const entry of await readdir(root, {
		recursive: true,
		withFileTypes: true
	})) {
		const path = relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/");
		if (entry.isFile()) paths.push(path);
		else if (!entry.isDirectory()) throw new MlopsError("artifact-mismatch", `${path} in the artifact is no plain file`, "Do not use this artifact.");
	}
	return paths.toSorted();
}

export { workflowArtifacts as t };