package dev.flocker.cli.command.keep;

import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The containers that have a volume, as their nodes show. */
record Users(Volumes volumes) {

  /**
   * @param which of them
   * @param remedy what to do with it
   * @throws NodeTrouble if there is one
   */
  void refuse(Predicate<Sight> which, String remedy) {
    volumes.sights().sights().stream()
        .filter(s -> s.project().equals(Optional.of(volumes.project())) && which.test(s))
        .filter(s -> volumes.look().types().uses(s).contains(volumes.ref()))
        .findFirst()
        .ifPresent(
            user -> {
              throw volumes.refusal(List.of(user.node()), user.ref() + " has it", remedy);
            });
  }
}
