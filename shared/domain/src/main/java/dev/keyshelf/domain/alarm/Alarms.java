package dev.keyshelf.domain.alarm;

import java.util.List;

/** The alarms of an installation. */
public interface Alarms {
  /** Lists all alarms by name. */
  List<Alarm> list();

  /** Who watches the conditions. */
  enum Source {
    /** CloudWatch watches metrics of a stack on AWS. */
    CLOUDWATCH,
    /**
     * On one machine, nothing watches. The conditions are looked up in the store when asked for.
     */
    STORE
  }

  /** Returns who watches the conditions. */
  Source source();
}
