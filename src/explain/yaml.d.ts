/** The module that the build creates from a YAML file. */
declare module '*.yaml' {
  const content: unknown;
  export default content;
}
