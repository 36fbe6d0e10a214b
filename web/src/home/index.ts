export { HomePage } from './home-page';
export { MeetingByCode } from './meeting-by-code';
