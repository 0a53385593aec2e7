"""Text classifiers of scikit-learn for the Go program compare.

    pipelines.py version                       print the version of scikit-learn
    pipelines.py train NAME ROWS MODEL         ROWS: JSON lines with text and label
    pipelines.py predict MODEL TEXTS LABELS    TEXTS: one a line
"""
import json
import pickle
import sys

import numpy
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC


class NaiveBayesSVM:
    """A linear classifier, one class against the rest, over the presence of
    features times their log-count ratio: S. Wang and C. Manning, "Baselines and
    Bigrams", ACL 2012. Logistic loss stands in for the hinge loss."""

    def __init__(self, alpha=1.0, cost=1.0):
        self.alpha = alpha
        self.cost = cost

    def fit(self, rows, labels):
        labels = numpy.asarray(labels)
        self.classes = numpy.unique(labels)
        self.parts = []
        for name in self.classes:
            inside = labels == name
            there = self.alpha + numpy.asarray(rows[inside].sum(axis=0)).ravel()
            elsewhere = self.alpha + numpy.asarray(rows[~inside].sum(axis=0)).ravel()
            ratio = numpy.log(there / there.sum()) - numpy.log(elsewhere / elsewhere.sum())
            machine = LogisticRegression(C=self.cost, solver="liblinear")
            self.parts.append((ratio, machine.fit(rows.multiply(ratio).tocsr(), inside)))
        return self

    def predict(self, rows):
        scores = [m.decision_function(rows.multiply(ratio).tocsr()) for ratio, m in self.parts]
        return self.classes[numpy.argmax(scores, axis=0)]


def words(longest=2):
    return TfidfVectorizer(ngram_range=(1, longest), sublinear_tf=True, strip_accents="unicode")


def words_and_characters():
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return make_union(words(), characters)


def grid():
    logistic = LogisticRegression(solver="liblinear", max_iter=2000)
    return GridSearchCV(
        make_pipeline(words_and_characters(), logistic),
        {"logisticregression__C": [1, 3, 10, 30, 100]},
        scoring="f1_macro",
        cv=StratifiedKFold(5, shuffle=True, random_state=0),
    )


def naive_bayes_svm():
    # Single letters, ! and ? are words, too.
    count = CountVectorizer(ngram_range=(1, 2), binary=True, token_pattern=r"(?u)\b\w+\b|[!?]")
    return make_pipeline(count, NaiveBayesSVM())


PIPELINES = {
    "sk-default-svc": lambda: make_pipeline(TfidfVectorizer(), LinearSVC()),
    "sk-default-lr": lambda: make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)),
    "sk-bigram-svc": lambda: make_pipeline(words(), LinearSVC(dual=True)),
    "sk-word+char-svc": lambda: make_pipeline(words_and_characters(), LinearSVC(dual=True)),
    "sk-nbsvm": naive_bayes_svm,
    "sk-cnb": lambda: make_pipeline(CountVectorizer(ngram_range=(1, 2)), ComplementNB()),
    "sk-grid": grid,
}


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train(name, rows, model):
    rows = read(rows)
    pipeline = PIPELINES[name]().fit([r["text"] for r in rows], [r["label"] for r in rows])
    with open(model, "wb") as out:
        pickle.dump(getattr(pipeline, "best_estimator_", pipeline), out)


def predict(model, texts, labels):
    with open(model, "rb") as source:
        pipeline = pickle.load(source)
    with open(texts, encoding="utf-8", newline="\n") as lines:
        texts = [line.rstrip("\n") for line in lines]
    answers = pipeline.predict(texts) if texts else []
    with open(labels, "w", encoding="utf-8") as out:
        out.writelines(f"{a}\n" for a in answers)


def version():
    print(sklearn.__version__)


if __name__ == "__main__":
    {"version": version, "train": train, "predict": predict}[sys.argv[1]](*sys.argv[2:])
