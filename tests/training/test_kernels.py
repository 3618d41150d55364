"""The training kernels compute what the functions compute that they replace, forward and backward."""

from __future__ import annotations

import pytest
import torch
from torch.nn.utils.rnn import PackedSequence, pack_sequence

from quoteattr.training.stanza_models.kernels import bilinear, run_packed


def gradients(loss: torch.Tensor, module: torch.nn.Module, *inputs: torch.Tensor) -> list[torch.Tensor]:
    return list(torch.autograd.grad(loss, [*module.parameters(), *inputs]))


@pytest.mark.parametrize(("k", "i", "j"), [(1, 5, 5), (3, 4, 7), (700, 2, 9), (2, 9, 3)])
def test_bilinear_equals_the_built_in_one(k: int, i: int, j: int) -> None:
    torch.manual_seed(0)
    module = torch.nn.Bilinear(i, j, k).double()
    left = torch.randn(2, 6, i, dtype=torch.float64, requires_grad=True)
    right = torch.randn(2, 6, j, dtype=torch.float64, requires_grad=True)
    expected, found = module(left, right), bilinear(left, right, module.weight, module.bias)
    torch.testing.assert_close(found, expected)
    weights = torch.randn_like(expected)
    for mine, theirs in zip(
        gradients((found * weights).sum(), module, left, right),
        gradients((expected * weights).sum(), module, left, right),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs)


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("sorted_already", [False, True])
@pytest.mark.parametrize("with_state", [False, True])
def test_packed_lstm_equals_the_built_in_one(
    bidirectional: bool, layers: int, sorted_already: bool, with_state: bool
) -> None:
    torch.manual_seed(0)
    lstm = torch.nn.LSTM(3, 4, num_layers=layers, bidirectional=bidirectional).double()
    lengths = [5, 4, 2, 2, 1] if sorted_already else [2, 5, 1, 4, 2]
    rows = [torch.randn(length, 3, dtype=torch.float64, requires_grad=True) for length in lengths]
    state = None
    if with_state:
        shape = (layers * (1 + bidirectional), len(lengths), 4)
        state = (torch.randn(shape, dtype=torch.float64), torch.randn(shape, dtype=torch.float64))
    results = []
    for run in (lambda packed: lstm(packed, state), lambda packed: run_packed(lstm, packed, state)):
        output, (h, c) = run(pack_sequence(rows, enforce_sorted=False))
        assert isinstance(output, PackedSequence)
        weighting = torch.linspace(-1, 1, output.data.numel(), dtype=torch.float64).view_as(output.data)
        loss = (output.data * weighting).sum() + 0.5 * h.sum() + 0.25 * (c * c).sum()
        results.append([output.data, h, c, *gradients(loss, lstm, *rows)])
    for expected, found in zip(*results, strict=True):
        torch.testing.assert_close(found, expected)
