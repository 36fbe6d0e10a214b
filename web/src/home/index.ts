export { HomePage } from './home-page';
export { parseMeetingCode } from './meeting-code';
