import type { Spot } from './seed.ts';

/**
 * What one would write first: a span for every stretch, a card for every mark, all of it drawn at once and drawn again
 * when a mark comes. The same text, the same marks, no server.
 */
export function naivePage(text: string, spots: readonly Spot[]): string {
  const data = JSON.stringify({ text, spots }).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><style>
body{margin:0;font:19px/1.58 Georgia,serif}#box{height:100vh;overflow:auto;position:relative}
#text{width:640px;margin-left:80px}.mark{background:#f6d36b55;border-bottom:2px solid #bf1230}.active{background:#bf123033}
.card{position:absolute;left:760px;width:300px;font:13px sans-serif;border:1px solid #ccc;padding:8px}
</style><div id="box"><div id="text"></div><div id="cards"></div></div><script>
const data=${data};let active=-1;
function render(){
  const text=document.getElementById('text'),cards=document.getElementById('cards');
  text.textContent='';cards.textContent='';
  const spots=[...data.spots].sort((a,b)=>a.start-b.start);
  let offset=0;
  for(const line of data.text.split('\\n')){
    const end=offset+line.length;
    const here=spots.filter(s=>s.start>=offset&&s.start<end);
    const borders=[...new Set([offset,end,...here.flatMap(s=>[s.start,Math.min(s.end,end)])])].sort((a,b)=>a-b);
    const p=document.createElement('p');
    for(let n=0;n+1<borders.length;n++){
      const on=here.filter(s=>s.start<=borders[n]&&s.end>=borders[n+1]);
      const piece=data.text.slice(borders[n],borders[n+1]);
      if(on.length===0)p.append(piece);
      else{const span=document.createElement('span');span.className='mark'+(on.includes(spots[active])?' active':'');span.dataset.marks=on.map(s=>s.id).join(' ');span.textContent=piece;p.append(span);}
    }
    text.append(p);offset=end+1;
  }
  const at=new Map([...text.querySelectorAll('[data-marks]')].flatMap(e=>e.dataset.marks.split(' ').map(id=>[id,e])));
  // Measured together, then written: read between the writes, every card would lay out the whole page again.
  const tops=spots.map(spot=>at.get(spot.id)?.offsetTop??0);
  let free=0;
  for(const [n,spot] of spots.entries()){
    const card=document.createElement('div');card.className='card';card.textContent='Luz Vera: What the margin says about these words';
    const y=Math.max(free,tops[n]);card.style.top=y+'px';free=y+50;cards.append(card);
  }
}
document.addEventListener('keydown',e=>{if(e.key==='j'){active++;render();}});
window.addMark=spot=>{data.spots.push(spot);render();};
render();document.body.dataset.ready='1';
</script>`;
}
