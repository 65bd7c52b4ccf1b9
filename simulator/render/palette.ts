/** Colours of one picture: wall from top to bottom, table, accent, a pale tone, a deep one for text and night. */
export interface Palette {
  top: string;
  bottom: string;
  surface: string;
  accent: string;
  pale: string;
  deep: string;
}

export const palettes: Record<string, Palette> = {
  peach: { top: '#FFE9D6', bottom: '#FBC9A4', surface: '#F2A97C', accent: '#F0764E', pale: '#FFF6EC', deep: '#7A2E17' },
  rose: { top: '#FFE4E2', bottom: '#F7B9BC', surface: '#E9969F', accent: '#D64F6A', pale: '#FFF5F3', deep: '#6E1F37' },
  tomato: {
    top: '#FFE1CF',
    bottom: '#F59C7B',
    surface: '#D9583B',
    accent: '#C22F16',
    pale: '#FFF3EA',
    deep: '#5E170A',
  },
  lemon: { top: '#FFF6D8', bottom: '#FBDD87', surface: '#EDBB4C', accent: '#E39A1E', pale: '#FFFCEF', deep: '#6B4206' },
  sand: { top: '#F8EFE1', bottom: '#E6CFAE', surface: '#CDA778', accent: '#A8733C', pale: '#FFFaf2', deep: '#4F3115' },
  clay: { top: '#F3DFD0', bottom: '#D29F80', surface: '#A8694A', accent: '#8A432A', pale: '#FBF1E8', deep: '#43190D' },
  leaf: { top: '#EEF6DC', bottom: '#BBD78F', surface: '#8DB560', accent: '#4F8A3C', pale: '#F9FCEF', deep: '#23421B' },
  mint: { top: '#E6F6EF', bottom: '#A9DCCB', surface: '#79BFAA', accent: '#12907F', pale: '#F5FCF9', deep: '#0C4A42' },
  sky: { top: '#E3F1FB', bottom: '#A9D1EE', surface: '#7FB0D6', accent: '#3A7DB8', pale: '#F5FAFE', deep: '#153B5E' },
  sea: { top: '#D9F2F5', bottom: '#7CC9D8', surface: '#3E9FB8', accent: '#0D7390', pale: '#F0FBFC', deep: '#063C50' },
  lilac: { top: '#F1E9FA', bottom: '#CDB6E6', surface: '#A88BCB', accent: '#7A4FAE', pale: '#FAF6FE', deep: '#35195C' },
};
