package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary.Grade;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How everything is, in a sentence. Pure.
 *
 * @param text begins small and ends without a full stop
 */
record StateSummary(Page.Verdict verdict, String text) {

  static StateSummary of(State state, List<Recording.Part> parts, List<Page.Message> messages) {
    List<Grade> grades = state.projects().stream().flatMap(StateSummary::grades).toList();
    List<String> lost = List.copyOf(state.unreachable().keySet());
    List<String> clauses = new ArrayList<>(List.of(how(grades)));
    if (!parts.isEmpty()) {
      clauses.add(differing(differences(parts)));
    }
    if (!lost.isEmpty()) {
      clauses.add(String.join(", ", lost) + " could not be looked at");
    }
    return new StateSummary(verdict(state, parts, messages, grades), String.join("; ", clauses));
  }

  /** How whoever looks after another one is, stands with that one. */
  private static Stream<Grade> grades(State.Project project) {
    Set<Ref> supervisors = project.supervisors();
    return project.resources().stream()
        .filter(resource -> !supervisors.contains(resource.ref()))
        .map(Resource::grade);
  }

  private static Page.Verdict verdict(
      State state, List<Recording.Part> parts, List<Page.Message> messages, List<Grade> grades) {
    boolean troubled = messages.stream().anyMatch(m -> m.level() == Page.Level.TROUBLE);
    if (troubled || !state.unreachable().isEmpty() || grades.contains(Grade.BAD)) {
      return Page.Verdict.BAD;
    }
    boolean open =
        grades.contains(Grade.ATTENTION)
            || messages.stream().anyMatch(m -> m.level() == Page.Level.WARNING)
            || differences(parts) > 0;
    return open ? Page.Verdict.OPEN : Page.Verdict.GOOD;
  }

  private static int differences(List<Recording.Part> parts) {
    return parts.stream().mapToInt(part -> part.plan.actions().size()).sum();
  }

  private static String differing(int count) {
    return switch (count) {
      case 0 -> "nothing differs from what playbooks say";
      case 1 -> "1 differs from what playbooks say";
      default -> count + " differ from what playbooks say";
    };
  }

  private static String how(List<Grade> grades) {
    if (grades.isEmpty()) {
      return "there is nothing of flocker's";
    }
    long bad = grades.stream().filter(g -> g == Grade.BAD).count();
    long attention = grades.stream().filter(g -> g == Grade.ATTENTION).count();
    String all = grades.size() == 1 ? "1 resource" : grades.size() + " resources";
    if (bad + attention == 0) {
      return grades.size() == 1 ? all + ", which is well" : all + ", all well";
    }
    List<String> some = new ArrayList<>();
    if (bad > 0) {
      some.add(bad + (bad == 1 ? " is" : " are") + " not well");
    }
    if (attention > 0) {
      some.add(attention + (attention == 1 ? " wants" : " want") + " a look");
    }
    return all + ", of which " + String.join(" and ", some);
  }
}
