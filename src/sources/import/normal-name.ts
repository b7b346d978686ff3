/** Traditional characters of place names and their simplified forms, pair by pair: lists from elsewhere mix both. */
const TRADITIONAL =
  "區区廣广場场園园橋桥門门學学醫医體体館馆樓楼東东車车龍龙壇坛線线鐵铁莊庄灣湾鄉乡鎮镇縣县國国華华長长內内圍围衛卫處处應应難难險险點点陽阳陰阴萬万馬马鳥鸟魚鱼寶宝寧宁榮荣會会興兴歷历廠厂廟庙齊齐營营隊队時时報报誌志傳传業业農农漁渔礦矿電电臺台觀观靜静義义聖圣關关開开濱滨濟济漢汉溝沟澤泽淺浅潔洁清清綠绿紅红藍蓝黃黄銀银鋼钢錦锦鐘钟鼓鼓劉刘張张陳陈楊杨趙赵吳吴孫孙蘇苏葉叶韓韩馮冯鄭郑許许謝谢鄧邓蕭萧羅罗譚谭賀贺龔龚";
const SIMPLIFIED = new Map(
  [...TRADITIONAL].flatMap((letter, i, all) =>
    i % 2 === 0 ? [[letter, all[i + 1] as string] as const] : [],
  ),
);

/** A name as far as it tells places apart: width, spaces, marks, capitals, old forms and the words every shelter carries are gone. */
export function normalName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・•\-_,.，。、()[\]【】"'“”‘’]/gu, "")
    .replace(/\p{Script=Han}/gu, (letter) => SIMPLIFIED.get(letter) ?? letter);
  const short = plain
    .replace(/(地震)?(应急|紧急)?(避难|避险|疏散)(场所|场地|广场|点|基地)?$/u, "")
    .replace(/^北京市?|^西城区/u, "");
  return short === "" ? plain : short;
}
