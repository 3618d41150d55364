"""Stanza's training programs, one after the other, with the settings of the shipped models."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from quoteattr.training.stanza_models.vectors import PRETRAIN

logger = logging.getLogger(__name__)

#: Optimiser steps by model. ``small``: about an hour on two cores; ``long``: about 2.5, a little better but for names.
STEPS = {
    "small": {"tokenize": 800, "pos": 1350, "depparse": 2200, "ner": 1000},
    "long": {"tokenize": 2600, "pos": 3500, "depparse": 6000, "ner": 4000},
}

#: Stanza's training program of each model, in the order in which they are trained.
MODELS = {
    "tokenize": "tokenizer",
    "mwt": "mwt_expander",
    "lemma": "lemmatizer",
    "pos": "tagger",
    "depparse": "parser",
    "ner": "ner_tagger",
}

#: Everything but files and steps. ``{data}``, ``{run}``, ``{vectors}`` and ``{steps}`` are filled in.
ARGUMENTS = {
    "tokenize": """
        --txt_file {data}/both.train.txt --label_file {data}/both.train.toklabels
        --mwt_json_file {data}/both.train.mwt.json --dev_txt_file {data}/both.dev.txt
        --dev_label_file {data}/both.dev.toklabels --dev_conll_gold {data}/both.dev.conllu
        --conll_file {run}/tokenize.dev.conllu --lang en --shorthand en_both --batch_size 32 --max_seqlen 300
        --hidden_dim 64 --lr0 0.004 --steps {steps} --eval_steps 200 --max_steps_before_stop 1500
        --anneal_after 800 --anneal .9""",
    "mwt": """
        --train_file {data}/both.train.conllu --eval_file {data}/both.dev.in.conllu
        --gold_file {data}/both.dev.conllu --lang en --shorthand en_both --force_exact_pieces --num_epoch 8
        --batch_size 100""",
    "lemma": """
        --train_file {data}/lemma.train.conllu --eval_file {data}/nofeats.devthird.conllu --shorthand en_both
        --dict_only --hidden_dim 8 --emb_dim 8 --pos_dim 8""",
    "pos": """
        --train_file {data}/nofeats.train.conllu --eval_file {data}/nofeats.devthird.conllu --lang en
        --shorthand en_both --wordvec_pretrain_file {vectors} --hidden_dim 128 --char_hidden_dim 64
        --char_emb_dim 32 --word_emb_dim 50 --transformed_dim 80 --tag_emb_dim 24 --deep_biaff_hidden_dim 100
        --composite_deep_biaff_hidden_dim 50 --dropout 0.4 --word_cutoff 5 --batch_size 100 --max_steps {steps}
        --eval_interval 225 --max_steps_before_stop 1000 --fix_eval_interval --log_step 25""",
    "depparse": """
        --train_file {data}/noisy.train.conllu --eval_file {data}/noisy.devthird.conllu --lang en
        --shorthand en_both --wordvec_pretrain_file {vectors} --no_ufeats --hidden_dim 160 --num_layers 2
        --char_hidden_dim 64 --char_emb_dim 32 --word_emb_dim 50 --tag_emb_dim 32 --transformed_dim 80
        --deep_biaff_hidden_dim 100 --word_cutoff 5 --dropout 0.4 --batch_size 2000 --optim adam --lr 0.003
        --beta2 0.95 --no_second_optim --plateau_steps 300 --plateau_decay 0.7 --max_steps {steps}
        --eval_interval 200 --max_steps_before_stop 1000 --no_checkpoint --log_step 25""",
    "ner": """
        --train_file {data}/names.train.json --eval_file {data}/names.dev.json --shorthand en_ww
        --wordvec_pretrain_file {vectors} --hidden_dim 160 --char_hidden_dim 48 --char_emb_dim 32 --optim adam
        --lr 0.002 --batch_size 64 --max_batch_words 2400 --eval_interval 250 --max_steps {steps}
        --max_steps_no_improve 1600 --patience 0 --lr_decay 0.6 --word_dropout 0.03 --dropout 0.4 --log_step 25""",
}


def train(data: Path, run: Path, *, length: str = "small", only: str | None = None) -> None:
    """Train all models, or one, each in a process of its own; ``run/NAME.pt`` and ``run/NAME.log`` are written.

    Args:
        data: What ``prepare`` wrote.
        run: Folder for models and logs.
        length: A key of ``STEPS``.
        only: A key of ``MODELS``, or None for all.

    Raises:
        RuntimeError: A training program failed; the message names its log.
    """
    run.mkdir(parents=True, exist_ok=True)
    for model in [only] if only else MODELS:
        log = run / f"{model}.log"
        logger.info("%s: see %s", model, log)
        command = [sys.executable, "-m", "quoteattr.training.stanza_models.kernels", MODELS[model]]
        command += arguments(model, data, run, length)
        # one thread: at these sizes more bring nothing
        environment = {"OMP_NUM_THREADS": "1", **os.environ, "HF_HUB_OFFLINE": "1"}
        with log.open("w", encoding="utf-8") as stream:
            done = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, env=environment, check=False)
        if done.returncode:
            raise RuntimeError(f"training {model!r} stopped with exit code {done.returncode}: see {str(log)!r}")


def arguments(model: str, data: Path, run: Path, length: str) -> list[str]:
    """Return the arguments of a model's training program; folder names may hold spaces."""
    values = {"data": data, "run": run, "vectors": data / PRETRAIN, "steps": STEPS[length].get(model)}
    filled = [word.format(**values) for word in ARGUMENTS[model].split()]
    return [*filled, "--save_dir", str(run), "--save_name", f"{model}.pt"]
