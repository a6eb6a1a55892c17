// Reads the grammar of Kubernetes' quantities.

const grammar = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/** Whether the API server takes the text for a quantity (apimachinery `resource.Quantity`: it trims spaces in JSON). */
export function isQuantity(text: string): boolean {
  return grammar.test(text.trim());
}
