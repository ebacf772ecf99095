/** What the build makes of a YAML file. */
declare module '*.yaml' {
  const content: unknown;
  export default content;
}
