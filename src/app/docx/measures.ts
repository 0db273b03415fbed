/** Word counts lengths in twips (a twentieth of a point) and letters in half points. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

export const pt = (points: number): { twips: number; half: number } => ({
  twips: Math.round(points * 20),
  half: Math.round(points * 2),
})

/** Figures and Latin letters stand in Times New Roman, as offices set them beside any Chinese typeface. */
export const fontsOf = (chinese: '宋体' | '黑体' | '仿宋' | '楷体') => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: chinese,
})

/**
 * How many Chinese letters are as wide as the text: figures and Latin letters take a little over half of one, and a quarter
 * is left free wherever they meet Chinese (`autoSpaceDN` of ECMA-376, which both Word and LibreOffice do by themselves).
 */
export function widthOf(text: string): number {
  const letters = [...text].reduce((sum, letter) => sum + (letter < '\u2e80' ? 0.55 : 1), 0)
  const meetings = text.match(/[0-9A-Za-z](?=\p{Script=Han})|\p{Script=Han}(?=[0-9A-Za-z])/gu) ?? []
  return letters + meetings.length / 4
}
