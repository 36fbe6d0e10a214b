export { alertText } from './alert-text';
export { AlertRules } from './alert-rules';
