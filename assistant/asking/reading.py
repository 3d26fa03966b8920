"""From marked words to an `Ask`: wrappers unwrapped, clauses cut, negations and quantifiers given their scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.asking.ask import Ask, Term
from assistant.asking.marks import PREDICATE, SUBJECT, Mark


def has(m: Mark, *kinds: str) -> bool:
    return m.is_a(*kinds)


def is_subj(m: Mark) -> bool:
    return SUBJECT in m.kinds


def is_pred(m: Mark) -> bool:
    return PREDICATE in m.kinds

TAGPRON={'it','they','he','she','that','this','them','those','these','i','you','we','there','one'}
def cut_tags(ms):
    """drop question tags at the end of a clause: aux (not) pronoun (not) before a stop, comma or the end"""
    out=[];i=0
    def w(k): return ms[k].text if k<len(ms) else ''
    n=len(ms)
    while i<n:
        if i>0 and has(ms[i],'aux') and (ms[i-1].text in (',','-') or not has(ms[i-1],'which','and','but')):
            j=i+1
            if w(j)=='not': j+=1
            if j<n and w(j) in TAGPRON:
                j+=1
                if w(j)=='not': j+=1
                if j==n or w(j) in ('?','.','!',';') or (w(j)==',' ):
                    if ms[i-1].text==',' : out and out.pop()
                    i=j; continue
        out.append(ms[i]); i+=1
    return out

def sentences(ms):
    cur=[];out=[]
    for m in ms:
        cur.append(m)
        if 'stop' in m.kinds: out.append(cur);cur=[]
    if cur: out.append(cur)
    return [s for s in out if any('stop' not in m.kinds for m in s)]
PRON=TAGPRON|{'a','an','the','there','any','some'}
DET={'a','an','the'}
def ordinals(ms):
    out=[];seen=[]
    for m in ms:
        if is_subj(m) and m.value not in seen: seen.append(m.value)
        if len(seen)>1 and has(m,'first') and not is_subj(m): m=Mark(m.text,frozenset(('subject','role')),seen[0])
        elif len(seen)>1 and has(m,'second'): m=Mark(m.text,frozenset(('subject','role')),seen[1])
        out.append(m)
    return out
def inverted(s):
    """the negation of a question that expects yes turns nothing: 'is not A …', 'does it not …'"""
    out=[]
    for i,m in enumerate(s):
        if m.text=='not' and i>0:
            prev,nxt=s[i-1],s[i+1] if i+1<len(s) else None
            before=s[i-2] if i>1 else None
            if has(prev,'aux') and nxt is not None and (is_subj(nxt) or nxt.text in PRON or has(nxt,'both','either','one','only')) and not (before is not None and (is_subj(before) or before.text in TAGPRON or has(before,'both','other','neither'))) and (before is None or nxt.text not in DET): continue
            if prev.text in TAGPRON and before is not None and has(before,'aux') and (i==2 or s[i-3].text in(',',':') or has(s[i-3],'but','and')): continue
        out.append(m)
    return out
def read(kind,ms,everyone):
    global EVERYONE
    EVERYONE=tuple(everyone)
    ms=ordinals(ms)
    ms=[m for m in ms if not has(m,'idle','pairs')]
    ms=cut_tags(ms)
    ss=[inverted(s) for s in sentences(ms)]
    if not ss: return None
    c=core_index(ss,kind)
    core,before,after=ss[c],ss[:c],ss[c+1:]
    subs=list(dict.fromkeys(m.value for s in ss for m in s if is_subj(m)))
    if is_choice(kind,core,before,after,subs): return choice(kind,core,before,after,subs)
    denied=reaction(before,after,core)
    return (claim if kind=='claim' else ruling)(core,before,after,subs,denied)
def core_index(ss,kind):
    quant=('both','either','neither','one','only','most_one','other')
    tests=[lambda s:any(map(is_pred,s)) and any(is_subj(m) for m in s),
           lambda s:any(map(is_pred,s)) and any(has(m,*quant) for m in s)]
    if kind=='ruling': tests=[lambda s:any(map(is_subj,s)) and (any('predicate' in m.kinds and 'topic' not in m.kinds for m in s) or any(has(m,'more','less','equal','at_least','at_most') for m in s))]+tests
    tests+=[lambda s:any(map(is_pred,s)),lambda s:any(map(is_subj,s))]
    for test in tests:
        c=[i for i,s in enumerate(ss) if test(s)]
        if c: return c[-1]
    return len(ss)-1
def flips(s,*kinds): return sum(1 for m in s if has(m,*kinds) and not is_pred(m) and not has(m,'neither','one','most_one','equal','at_least','at_most','only'))
def reaction(before,after,core):
    d=False
    for s in after:
        if any(is_subj(m) or is_pred(m) for m in s): continue
        if s[-1].text!='?' and len(s)>4: continue
        s=[m for i,m in enumerate(s) if not(has(m,'deny','reject') and i and s[i-1].text in('her','his','my','the','that','this','their','your','its','our','to') and len(s)>i+2)]
        if flips(s,'deny','reject','not','dissent')%2: d=not d
    for s in before:
        if s[-1].text=='?' and not any(is_subj(m) or is_pred(m) for m in s) and (flips(s,'deny')%2): d=not d
    return d
RELATIVE={'one','ones','something','that','product','thing','anything','option','framework','tool',',','those','the'}
def is_choice(kind,core,before,after,subs):
    whole=[*[m for s in before for m in s],*core,*[m for s in after for m in s]]
    block=('either','neither','one','both','most_one','differ','same') if kind=='claim' else ('neither','differ','either','one','at_least')
    for s in (core,*after,*before):
        for i,m in enumerate(s):
            prev=s[i-1].text if i else ''
            if m.text in('which','which one','which of','what one','which ones') and not (m.text=='which' and prev in RELATIVE and not (prev==',' and i+1<len(s) and has(s[i+1],'aux'))): return True
            if m.text in('who','whose','whom') and (i==0 or prev in(',',':','so','but','and','-') or not has(s[i-1],'pronoun')) and prev not in('friend','person','colleague','man','woman','guy','people','someone','anyone','those','nephew','client','customer','chap','those','one','everyone','somebody','anybody'): 
                if s is core or s in after: return True
            if m.text in('name','name the','name it','name the one','tell me the one','underline','circle','identify','identify the','point to','point out','whichever','the one that','fill in','blank','gap','guess the','spot the','give me the name','___','____','give the name','state the name of','say the name') and len(subs)!=1:
                if m.text=='the one that' and any(has(x,'aux') for x in s[:i]) and not any(has(x,'or') for x in whole): continue
                if m.text=='whichever' and not any(has(x,'or') for x in whole): continue
                return True
    if len(subs)>1:
        for s in (core,*after,*before):
            for i,m in enumerate(s):
                if has(m,'or') and any(is_subj(x) for x in s[:i]) and any(is_subj(x) for x in s[i+1:]):
                    if kind=='ruling' and any(has(x,'equal') for x in s[:i]): continue
                    if any(x.text=='one of' or x.text=='one' and has(y,'other') for x,y in zip(whole,whole[1:]+whole[-1:])) and not any(has(x,'which') for x in whole): continue
                    if not any(has(x,*block) for x in whole): return True
                    if kind=='ruling' and any(has(x,'equal') for x in s[i:]) and not any(has(x,'either','one','both') for x in s): return True
                    if m.text=='/' : continue
        # "{a}? {b}?" and bare "{a} or {b}" with a superlative
        if all(sum(map(is_subj,s))==1 and len(s)<=3 for s in (after or [[]])) and len(after)==2: return True
        if kind=='ruling' and not any(has(x,'than','aux') for x in whole if x.text not in('on','for','of')) and any(x.text in('best','winner','the winner','better one','runner-up','runner up','loser','champion','gold','the loser','wins') for x in whole): return True
    return False
def choice(kind,core,before,after,subs):
    sign=1
    asks=[s for s in (*before,core,*after) if any(has(m,'which') and m.text not in('what','where') for m in s)]
    for s in (*before,core,*after):
        if s in before and not any(is_pred(m) for m in s): continue
        if asks and s is not asks[-1] and not any(is_pred(m) for m in s): continue
        if asks and any(is_pred(m) for m in asks[-1]) and s is not asks[-1]: continue
        for m in s:
            if kind=='claim' and is_pred(m): continue
            if has(m,'neither','equal','one','most_one','pairs'): continue
            if has(m,'not','lack','reject','unwanted','deny') or (kind=='ruling' and has(m,'less')): sign=-sign
    return Ask('choice','',tuple((s,1) for s in subs),sign=sign)
def anchor(m): return is_subj(m) or has(m,'both','either','neither','one','most_one') 
def claim(core,before,after,subs,denied):
    first=next((i for i,m in enumerate(core) if anchor(m) or is_pred(m)),len(core))
    # an "only" or "unlike" or "not" right before belongs to the clause
    while first>0 and has(core[first-1],'only','unlike','like') and core[first-1].text not in('not','never'): first-=1
    pre,body=core[:first],core[first:]
    if flips(pre,'deny','reject','not','lack','unwanted')%2: denied=not denied
    # after the matter
    if flips(body,'deny','reject','unwanted')%2: denied=not denied
    text=[m.text for m in body]
    every=tuple((s,1) for s in subs) if len(subs)>1 else tuple((s,1) for s in EVERYONE)
    def q(*k): return [i for i,m in enumerate(body) if has(m,*k) and not is_pred(m)]
    def A(r,terms): return Ask('truth',r,tuple(terms),denied)
    if q('most_one'): return A('most_one',every)
    if q('one') and len(subs)!=1: return A('one',every)
    if q('both') and q('neither'): return A('same',every)
    if q('neither'):
        i=q('neither')[0]
        if not any(is_subj(m) for m in body[:i]) or not any(is_pred(m) for m in body[:i]) or not any(has(m,'not','lack') for m in body[:i]):
            return A('each' if flips(body[i+1:],'not','lack')%2 and not any(x.text=='not' and j+1<len(body[i+1:]) and is_subj(body[i+1:][j+1]) for j,x in enumerate(body[i+1:])) else 'none',every)
    lits=literals(body,subs)
    if q('only'):
        for i in q('only'):
            nxt=[m for m in body[i+1:i+4] if is_subj(m)]; prv=[m for m in body[max(0,i-4):i] if is_subj(m)]
            t=body[i].text
            x=None
            if t in('just','merely') : x=nxt[0] if nxt and is_subj(body[i+1]) else None
            elif t in('only','solely','exclusively','nobody but','no one but','none but','no other than','none except','nobody except','uniquely'): x=(nxt or prv or [None])[0]
            else: x=(prv[-1:] or nxt or [None])[0]
            if x is None and t in('the only','sole','the sole','the lone','unique') and len(subs)==1: x=next((m for m in body if is_subj(m)),None)
            if x is not None:
                v=x.value; o=[s for s in subs if s!=v] or [s for s in EVERYONE if s!=v]
                seg=body[i:]
                cutj=[j for j,m in enumerate(seg) if is_subj(m) and m.value!=v]
                if cutj:
                    j=cutj[0]
                    while j>0 and (seg[j-1].text in(',','not','no') or has(seg[j-1],'and','but','unlike')): j-=1
                    seg=seg[:j] or seg[:1]
                g=-1 if flips([m for m in seg if m.text not in('and not','but not')] if not any(is_subj(m) and m.value!=v for m in seg) else seg[:next(j for j,m in enumerate(seg) if is_subj(m) and m.value!=v)],'not','lack')%2 else 1
                return A('only',[(v,g),*((s,g) for s in o)])
    if q('differ') and len(subs)>1: return Ask('truth','differ',every,denied!=bool(flips(body[:q('differ')[0]],'not')%2))
    if q('same') and len(subs)>1 and not q('also') and not q('both'): return Ask('truth','same',every,denied!=bool(flips(body[:q('same')[0]],'not')%2))
    ors=[i for i,m in enumerate(body) if has(m,'or') and any(is_subj(x) for x in body[:i]) and any(is_subj(x) for x in body[i+1:])]
    if q('either') or ors:
        g=-1 if flips(body,'not','lack')%2 else 1
        return A('any',[(s,g) for s,_ in every])
    if q('both'):
        i=q('both')[0]
        if i>0 and body[i-1].text=='not' or (i>1 and body[i-2].text=='not' and len(subs)): return Ask('truth','each',every,not denied)
        if pre and pre[-1].text=='not': return Ask('truth','each',every,denied)
        g=-1 if flips(body[:],'not','lack')%2 else 1
        return A('each',[(s,g) for s,_ in every])
    if not lits:
        s=[m.value for x in (*before,*after) for m in x if is_subj(m)]
        if not s: return None
        return A('each',[(s[-1],-1 if flips(body,'not','lack')%2 else 1)])
    return A('each',lits)
def segments(body):
    segs=[];cur=[];conn=None
    for i,m in enumerate(body):
        nxt=body[i+1] if i+1<len(body) else None
        cut=False
        if not is_pred(m) and not is_subj(m):
            if has(m,'but') and m.text not in('when','where','yet') : cut=True
            elif has(m,'and','or'): cut=True
            elif has(m,'unlike') and (m.text not in('not','never','minus','no') or (nxt is not None and (is_subj(nxt) ))): cut=True
            elif has(m,'like') and m.text not in('as does','as do'): cut=True
            elif m.text in(',',':','-',';','(','/'): cut=True
        if cut:
            if cur: segs.append((conn,cur)); cur=[]; conn=m
            elif conn is None or not has(conn,'unlike','like') : conn=m if conn is None or not has(m,'and') or True else conn
        else: cur.append(m)
    if cur: segs.append((conn,cur))
    return segs
def literals(body,subs):
    info=[]
    for cn,s in segments(body):
        sub=[m.value for m in s if is_subj(m)]
        info.append(dict(sub=sub,p=any(map(is_pred,s)),neg=bool(flips(s,'not','lack')%2),verb=any(has(m,'aux','assent','also','nor') for m in s),cn=cn.kinds if cn else frozenset(),ct=cn.text if cn else '',s=s,
            inv=any(has(a,'aux') and (is_subj(b)) for a,b in zip(s,s[1:]))))
    mains=[x for x in info if x['p'] and x['sub']] or [x for x in info if x['p']]
    if not mains: 
        mains=[x for x in info if x['sub'] and x['verb']]
    msign=-1 if mains and mains[0]['neg'] else 1
    out={};ctx=[]
    hasinv=any(x['inv'] and x['p'] for x in info)
    for k,x in enumerate(info):
        if not x['sub']: continue
        ck=x['cn']
        if x['p']:
            g=-1 if x['neg'] else 1
            # from A to B, with B, A over B
            s=x['s']; use=x['sub']
            if len(use)>1:
                idx=[i for i,m in enumerate(s) if is_subj(m)]
                pi=next((i for i,m in enumerate(s) if is_pred(m)),0)
                t1=s[idx[1]-1].text if idx[1]>0 else ''
                if t1 in('to','with','for','over','onto','into') and any(m.text in('from','replace','replacing','swap','swapping','switch','switching','switched','dropping','drop','trade','trading','leaving','leave','ditching','moving','move','moved','migrating','going','go','upgrade','upgrading','exchange','exchanging','swapped','left') for m in s): use=[s[idx[1]].value]
            for v in use: out[v]=g
            continue
        if 'unlike' in ck and x['ct'] not in('and not','but not'):
            g=-msign
            if x['ct'] in('not',) and False: g=-msign
        elif x['ct'] in('and not','but not'): g=-1 if msign>0 else 1
        elif 'like' in ck and 'and' not in ck: g=msign
        elif x['verb'] or x['neg']:
            if any(has(m,'nor') for m in x['s']): g=-1
            elif any(has(m,'also') for m in x['s']): g=-1 if x['neg'] or msign<0 else 1
            elif any(has(m,'dissent') and m.text not in('fails','fail') for m in x['s']) : g=-1
            elif x['neg'] and not any(has(m,'aux') for m in x['s']): g=-msign
            else: g=-1 if x['neg'] else 1
        else:
            nb=next((y for y in info[k+1:] if y['p']),None) or next((y for y in reversed(info[:k]) if y['p']),None)
            g=-1 if nb and nb['neg'] else 1
            if x['ct'] in('',',',':','-',) and nb is not None and nb['sub'] and not ('and' in nb['cn'] or 'or' in nb['cn'] or nb['ct'] in('/',)):
                if hasinv or len(x['s'])>len(x['sub'])+0 : ctx.append(x); continue
        for v in x['sub']: out[v]=g
    if not out:
        for x in ctx:
            for v in x['sub']: out[v]=msign
    return list(out.items())
def drop_not_but(s):
    """'not A but B', 'not more but less': what is set aside goes"""
    for i,m in enumerate(s):
        if m.text=='not':
            for j in range(i+1,min(len(s),i+7)):
                if has(s[j],'but') or (s[j].text==',' and j+1<len(s) and has(s[j+1],'but')):
                    gone=s[i+1:j]
                    if any(has(x,'more','less') for x in gone) and not any(is_subj(x) for x in gone): return s[:i]+s[j+1:]
                    break
    return s
def ruling(core,before,after,subs,denied):
    core=drop_not_but(core)
    first=next((i for i,m in enumerate(core) if anchor(m) and not has(m,'both') or has(m,'predicate','at_least','at_most','equal') and not has(m,'topic')),len(core))
    pre,body=core[:first],core[first:]
    if flips(pre,'deny','reject','not')%2: denied=not denied
    if flips(body,'deny','reject')%2: denied=not denied
    def q(*k): return [i for i,m in enumerate(core) if has(m,*k)]
    def A(r,terms=()): return Ask('truth',r,tuple(terms),denied)
    neg=flips([m for i,m in enumerate(body) if not(m.text=='not' and i+1<len(body) and is_subj(body[i+1])) and m.text not in('and not','but not','not only','never') ],'not')%2
    polar=[m for m in core if has(m,'more','less') and not has(m,'at_least','at_most','equal')]
    if q('neither') and not q('at_least'): return A('equal')
    if q('at_least') and subs:
        x=xof(body,subs); g=1
        for m in polar:
            if has(m,'less'): g=-g
        return Ask('truth','least',((x,g),),denied!=bool(neg and not any(has(m,'at_least') and 'not' in m.text for m in core)))
    if q('at_most') and subs:
        x=xof(body,subs)
        g=-1 if any(is_pred(m) and has(m,'less') for m in polar) else 1
        return A('most',((x,g),))
    if q('equal') or (q('same') and not q('than')): return Ask('truth','equal',(),denied!=bool(neg))
    if q('differ') or (q('either','one') or [m for m in core if m.text in('one of','one')]) and (q('other') or q('either')) : return Ask('truth','differ',(),denied!=bool(neg))
    if any(m.text in('a winner','winner','the winner','any winner') for m in core) and len(subs)!=1 and not any(is_subj(a) and has(b,'aux') for a,b in zip(core,core[1:])) and any(m.text in('there','any') for m in core): return Ask('truth','differ',(),denied!=bool(neg))
    if q('both'): return A('both')
    # clauses with their own subject
    terms=[]
    for cn,s in segments(body):
        sv=[m.value for m in s if is_subj(m)]
        p=[m for m in s if has(m,'more','less') and not has(m,'at_least')]
        if sv and p and not(cn and has(cn,'unlike','like')):
            g=1
            for m in p:
                if has(m,'less'): g=-g
            if flips(s,'not')%2: terms.append((xof(s,subs),g,True))
            else: terms.append((xof(s,subs),g,False))
    if len({t[0] for t in terms})>1 and not any(t[2] for t in terms): return A('more',[(t[0],t[1]) for t in terms])
    x=xof(core,subs)
    if x is None: return None
    g=1
    for m in polar:
        if has(m,'less'): g=-g
    if not polar and not neg: pass
    return Ask('truth','more',((x,g),),denied!=bool(neg))
def xof(s,subs):
    inv=[b.value for a,b in zip(s,s[1:]) if has(a,'aux') and is_subj(b)]
    if len(inv)==1: return inv[0]
    order=[]
    for i,m in enumerate(s):
        if is_subj(m):
            prev=s[i-1] if i else None
            y= prev is not None and (has(prev,'than','unlike') or prev.text in('over','of','leaving','dropping','drop','ditch','ditching','replacing','replace','skip','chuck') ) and not has(prev,'and')
            if prev is not None and prev.text in('on','of','from','with') and not any(has(z,'more','less','at_least') for z in s[:i]): y=prev.text=='from'
            if prev is not None and prev.text in ('to','with','for','by','into','onto','over to') and any(z.text in('from','dropping','drop','dropped','moving','move','switching','switch','replacing','replace','leaving','leave','swapping','swap','ditching','ditch','trade','trading') for z in s[:i]): y=False
            order.append((m.value,y))
    xs=[v for v,y in order if not y]
    if xs: return xs[0]
    if order:
        o=[z for z in (subs if len(subs)>1 else EVERYONE) if z!=order[0][0]]
        return o[0] if o else None
    return None
