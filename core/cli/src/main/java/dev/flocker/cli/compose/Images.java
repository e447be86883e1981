package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;

/** Which image a service has. */
final class Images {

  /** Where that there is none was said: a container without one would be reported again. */
  private static final String NONE = "none";

  private final Remarks remarks;

  Images(Remarks remarks) {
    this.remarks = remarks;
  }

  void into(Draft draft, String subject, Tree.Mapping service) {
    Tree.Entry image = service.entry("image").orElse(null);
    if (image != null) {
      draft.put("image", image.place(), image.value());
    } else if (service.get("build").isEmpty()) {
      draft.put("image", service.place(), Trees.scalar(service.place(), NONE));
      if (service.get("extends").isEmpty()) { // else what it extends cannot be had, which was said
        remarks.problem(
            service.place(), subject, "has neither an image nor a build", "name an image");
      }
    }
  }
}
