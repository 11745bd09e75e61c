import { t as workflowArtifacts } from "./workflow.js";

export { workflowArtifacts };