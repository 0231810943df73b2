export { default } from '../(desk)/layout.tsx';
