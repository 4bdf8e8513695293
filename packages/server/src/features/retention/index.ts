export { hourlySweep } from './sweep-old-rows.ts'
