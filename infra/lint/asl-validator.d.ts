declare module 'asl-validator' {
  /** The package ships no types. It writes into the definition it is given. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly {
      readonly 'Error code': string;
      readonly Message?: string;
      readonly path?: string;
      readonly schemaError?: { readonly instancePath: string; readonly message?: string };
    }[];
  };
}
