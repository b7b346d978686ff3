/** Declared by hand: inferring a type for eight megabytes of JSON would take the compiler minutes. */
declare module "epsg-index/all.json" {
  const definitions: Readonly<Record<string, { readonly proj4: string | null } | undefined>>;
  export default definitions;
}
