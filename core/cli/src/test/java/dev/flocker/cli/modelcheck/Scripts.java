package dev.flocker.cli.modelcheck;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far controllers have come: a tree of the answers that the code of a {@link Program} had, each
 * with what it asks next. Every branch is run once.
 */
final class Scripts {

  /**
   * @param parent 0 at the beginning of a program
   * @param answer to what the parent asks
   * @param asks null at its end
   * @param again whether it is to be decided again at its end
   * @param well whether it did not end by a failure
   */
  private record Point(
      Program program,
      int parent,
      long answer,
      @Nullable Request asks,
      boolean again,
      boolean well) {}

  private record Turn(int point, long answer) {}

  private final List<Point> points = new ArrayList<>();
  private final Map<Program, Integer> roots = new HashMap<>();
  private final Map<Turn, Integer> turns = new HashMap<>();
  private final Map<Long, Object> encoded = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<Request, Integer> numbers = new HashMap<>();

  int begin(Program program) {
    Integer known = roots.get(program);
    if (known == null) {
      known = add(program, 0, 0);
      roots.put(program, known);
    }
    return known;
  }

  int after(int point, long answer) {
    Turn turn = new Turn(point, answer);
    Integer known = turns.get(turn);
    if (known == null) {
      known = add(at(point).program(), point, answer);
      turns.put(turn, known);
    }
    return known;
  }

  /** Null if it has come to its end. */
  @Nullable Request asks(int point) {
    return at(point).asks();
  }

  boolean again(int point) {
    return at(point).again();
  }

  boolean well(int point) {
    return at(point).well();
  }

  Program program(int point) {
    return at(point).program();
  }

  int size() {
    return points.size();
  }

  /** A number for a request, from 1 on. */
  int number(Request request) {
    return numbers.computeIfAbsent(
        request,
        r -> {
          requests.add(r);
          return requests.size();
        });
  }

  Request request(int number) {
    return requests.get(number - 1);
  }

  private Point at(int point) {
    return points.get(point - 1);
  }

  private int add(Program program, int parent, long answer) {
    Replay replay = new Replay(log(parent, answer), encoded);
    Point point;
    try {
      boolean again = program.run(new Sides(program.scene(), replay));
      point = new Point(program, parent, answer, null, again, true);
    } catch (Replay.Pause pause) {
      point = new Point(program, parent, answer, pause.request, false, true);
    } catch (NodeTrouble e) {
      point = new Point(program, parent, answer, null, false, false);
    }
    points.add(point);
    return points.size();
  }

  private long[] log(int parent, long answer) {
    if (parent == 0) {
      return new long[0];
    }
    Deque<Long> log = new ArrayDeque<>(List.of(answer));
    for (Point p = at(parent); p.parent() != 0; p = at(p.parent())) {
      log.addFirst(p.answer());
    }
    return log.stream().mapToLong(Long::longValue).toArray();
  }
}
