import '@haowu/ui/tokens.css';
import '@haowu/ui/desk/desk.css';
import './studio.css';
import { mountDesk } from '@haowu/ui/desk/index.ts';
import { StudioApp } from './studio-app.tsx';
import { studioEn } from './words/en.ts';
import { studioZh } from './words/zh.ts';

mountDesk({ basename: '/studio', words: { zh: studioZh, en: studioEn }, children: <StudioApp /> });
