package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;

/** When a container starts again: never, if its service says nothing. */
final class Restarts {

  private final Remarks remarks;

  Restarts(Remarks remarks) {
    this.remarks = remarks;
  }

  void into(Draft draft, String subject, Tree.Mapping service) {
    Tree.Entry restart = service.entry("restart").orElse(null);
    Tree deploy = service.get("deploy").orElse(null);
    Tree written = deploy instanceof Tree.Mapping m ? m.get("restart_policy").orElse(null) : null;
    if (written instanceof Tree.Mapping policy) {
      ofDeploy(draft, subject, policy);
      if (restart != null) {
        String why = "deploy.restart_policy counts, as with Docker Compose";
        remarks.notTaken(restart.place(), subject, "restart", why);
      }
    } else if (restart != null) {
      String policy = policy(Trees.text(restart.value()));
      draft.put("restart", restart.place(), Trees.scalar(restart.value().place(), policy));
    } else {
      draft.put("restart", service.place(), Trees.scalar(service.place(), "never"));
    }
  }

  private static String policy(String text) {
    return switch (text) {
      case "", "no", "false" -> "never";
      case "unless-stopped" -> "always";
      default -> text;
    };
  }

  private void ofDeploy(Draft draft, String subject, Tree.Mapping policy) {
    String condition = Trees.text(policy, "condition");
    String attempts = Trees.text(policy, "max_attempts");
    Place place = policy.place();
    String made =
        switch (condition) {
          case "none" -> "never";
          case "on-failure" -> attempts.isEmpty() ? "on-failure" : "on-failure:" + attempts;
          default -> "always";
        };
    draft.put("restart", place, Trees.scalar(place, made));
    for (Tree.Entry e : policy.entries()) {
      boolean told = e.key().equals("max_attempts") && made.startsWith("on-failure");
      if (!e.key().equals("condition") && !told) {
        remarks.notTaken(
            e.place(),
            subject + ": deploy.restart_policy",
            e.key(),
            "Docker decides when it starts again");
      }
    }
  }
}
