// The recipe of an image: built with the model as a build context of its own, pushed under the version's tag, deployed by
// the digest that the registry gave it. What the user configured reaches bash as variables, never as code. Pure.

/** Name of the file, in the deployment's folder, in which the recipe leaves the image by digest. */
export const IMAGE_FILE = 'image';

/** Sets and exports MODEL_IMAGE. An image of this version that is known by its digest is not built again. */
export const CONTAINER_SCRIPT = `set -e -o pipefail
if [ -z "\${MODEL_IMAGE:-}" ]; then
  metadata=$(mktemp)
  docker buildx build \\
    --file "$MLOPS_IMAGE_RECIPE" \\
    --tag "$MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG" \\
    --build-context "model=$MODEL_DIR" \\
    --build-arg "MODEL_NAME=$MODEL_NAME" \\
    --build-arg "MODEL_VERSION=$MODEL_VERSION" \\
    --build-arg "MODEL_DIGEST=\${MODEL_DIGEST:-}" \\
    --build-arg "MODEL_RUN_ID=$MODEL_RUN_ID" \\
    --label "org.opencontainers.image.version=$MODEL_VERSION" \\
    --label "org.opencontainers.image.revision=$MODEL_COMMIT" \\
    --metadata-file "$metadata" \\
    --push \\
    -- "$MLOPS_IMAGE_CONTEXT"
  digest=$(tr -d ' \\n\\r\\t' <"$metadata" | sed -n 's/.*"containerimage\\.digest":"\\(sha256:[0-9a-f]*\\)".*/\\1/p')
  rm -f -- "$metadata"
  if [ "\${#digest}" -ne 71 ]; then
    echo "mlops: docker gave no digest of $MLOPS_IMAGE_NAME:$MLOPS_IMAGE_TAG" >&2
    exit 1
  fi
  MODEL_IMAGE="$MLOPS_IMAGE_NAME@$digest"
fi
export MODEL_IMAGE
echo "mlops: the image is $MODEL_IMAGE" >&2
printf '%s\\n' "$MODEL_IMAGE" >"$MLOPS_IMAGE_FILE"
`;

/** The version as a tag of an image: registries know no `+`, and no more than 128 characters. */
export function imageTag(version: string): string {
  return version
    .replaceAll(/[^\w.-]/g, '_')
    .replace(/^[.-]/, '_')
    .slice(0, 128);
}

/** An image by digest, such as `ghcr.io/org/duration@sha256:…`; undefined for any other text. */
export function parseImage(text: string): string | undefined {
  const image = text.trim();
  return /^[\w.:/-]{1,300}@sha256:[0-9a-f]{64}$/.test(image) ? image : undefined;
}
