import '@haowu/ui/tokens.css';
import '@haowu/ui/desk/desk.css';
import './console.css';
import { mountDesk } from '@haowu/ui/desk/index.ts';
import { ConsoleApp } from './console-app.tsx';
import { consoleEn } from './words/en.ts';
import { consoleZh } from './words/zh.ts';

mountDesk({ basename: '/console', words: { zh: consoleZh, en: consoleEn }, children: <ConsoleApp /> });
