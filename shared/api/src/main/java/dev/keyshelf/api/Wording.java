package dev.keyshelf.api;

import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Request;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of one answer: titles and notices in the language that the client prefers, and English
 * where the catalogue knows no other. It remembers which languages it used.
 */
public final class Wording {
  private static final String LANGUAGES = "Content-Language";
  private static final String VARY = "Vary";
  private static final String DEPENDS_ON = "Accept-Language";

  private final SpokenLanguage preferred;
  private final Set<SpokenLanguage> used =
      Collections.synchronizedSet(EnumSet.noneOf(SpokenLanguage.class));

  private Wording(SpokenLanguage preferred) {
    this.preferred = preferred;
  }

  /** Returns the words for the sender of a request. */
  public static Wording of(Request request) {
    return new Wording(AcceptLanguage.of(request));
  }

  /** Returns English words, for operators and for answers that hold no titles. */
  public static Wording english() {
    return new Wording(SpokenLanguage.ENGLISH);
  }

  /** Returns whether the client prefers English, or no language that titles can be in. */
  public boolean isEnglish() {
    return preferred == SpokenLanguage.ENGLISH;
  }

  /** Returns a title. */
  public String title(Titles titles) {
    used.add(titles.isKnownIn(preferred) ? preferred : SpokenLanguage.ENGLISH);
    return titles.in(preferred);
  }

  /** Returns the notice that the partner forwards to a customer whose purchase was cancelled. */
  public String customerNotice(SoftwareEnded software) {
    used.add(preferred);
    return CustomerNotice.of(software, preferred);
  }

  /** Notes the languages of a stored answer that is repeated; English if it does not name any. */
  public void repeats(StoredAnswer answer) {
    var tags = answer.headers().getOrDefault(LANGUAGES, SpokenLanguage.ENGLISH.tag());
    for (var tag : tags.split(", ", -1)) {
      SpokenLanguage.ofTag(tag).ifPresent(used::add);
    }
  }

  /** Returns a copy of an answer that says which languages its words are in. */
  public Answer said(Answer answer) {
    return answer.withHeader(LANGUAGES, languages()).withHeader(VARY, DEPENDS_ON);
  }

  /**
   * Returns a copy of a problem that says which languages its words are in.
   *
   * @param problem its titles and notices are made already; a detail beside them is in English
   */
  public Problem said(Problem problem) {
    return problem.withHeader(LANGUAGES, languages()).withHeader(VARY, DEPENDS_ON);
  }

  private String languages() {
    var tags = used.stream().map(SpokenLanguage::tag).collect(Collectors.joining(", "));
    return tags.isEmpty() ? SpokenLanguage.ENGLISH.tag() : tags;
  }
}
