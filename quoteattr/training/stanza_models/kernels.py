"""Exact replacements for slow spots in Stanza's training on a CPU: same functions, same weights, less time.

``python -m quoteattr.training.stanza_models.kernels PROGRAM …`` runs one of Stanza's training programs with them.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.packed_lstm import PackedLSTM
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from quoteattr.nlp import kernels


def install() -> None:
    """Put the replacements in place of torch's and Stanza's functions, once per process."""
    kernels.install()
    torch.nn.functional.bilinear = bilinear
    PackedLSTM.forward = packed_lstm


def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Return ``torch.nn.functional.bilinear`` as one matrix product and one batched dot product.

    The built-in backward pass is an unblocked loop on a CPU and takes two thirds of a tagger's step.

    Args:
        input1: (…, i).
        input2: (…, j).
        weight: (k, i, j).
        bias: (k,) or None.

    Returns:
        (…, k), equal up to rounding.
    """
    k, i, j = weight.shape
    leading = input1.shape[:-1]
    left, right = input1.reshape(-1, i), input2.reshape(-1, j)
    # the intermediate has k*j or k*i columns: take the smaller side, unless both are small
    if k * j <= 256 * i or j <= i:
        product = left @ weight.permute(1, 0, 2).reshape(i, k * j)
        result = torch.einsum("nkj,nj->nk", product.view(-1, k, j), right)
    else:
        product = right @ weight.permute(2, 0, 1).reshape(j, k * i)
        result = torch.einsum("nki,ni->nk", product.view(-1, k, i), left)
    if bias is not None:
        result = result + bias
    return result.view(*leading, k)


class PackedDirection(torch.autograd.Function):
    """One direction of one LSTM layer over packed rows, with the backward pass written out.

    The built-in packed LSTM takes a slice of the gates at each time step, and each slice's backward pass fills and
    adds a gradient as large as the whole batch: quadratic in the length on a CPU.

    Shapes: rows N, batch B, hidden size H, input size I. Gates stand in torch's order: input, forget, cell, output.
    """

    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        w_ih: Tensor,
        w_hh: Tensor,
        bias: Tensor,
        h0: Tensor,
        c0: Tensor,
        sizes: Sequence[int],
        reverse: bool,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return outputs (N, H) and the final hidden and cell states (B, H).

        Args:
            ctx: Filled for ``backward``.
            x: (N, I), the packed rows.
            w_ih: (4H, I).
            w_hh: (4H, H).
            bias: (4H,), both biases added.
            h0: (B, H).
            c0: (B, H).
            sizes: Sequences alive at each time step, not increasing.
            reverse: Whether time runs backward.
        """
        hidden, rows = w_hh.shape[1], x.shape[0]
        gates = torch.addmm(bias, x, w_ih.t())
        before_h, before_c = x.new_empty(rows, hidden), x.new_empty(rows, hidden)
        out, tanh_c = x.new_empty(rows, hidden), x.new_empty(rows, hidden)
        steps = _steps(sizes, reverse)
        transposed = w_hh.t()
        h, c = h0, c0
        last_h, last_c = h0.clone(), c0.clone()
        alive = 0
        for at, count in steps:
            if reverse:
                # going backward sequences join, each with its own initial state
                before_h[at : at + alive], before_c[at : at + alive] = h[:alive], c[:alive]
                before_h[at + alive : at + count], before_c[at + alive : at + count] = h0[alive:count], c0[alive:count]
                alive = count
            else:
                before_h[at : at + count], before_c[at : at + count] = h[:count], c[:count]
            gate = gates[at : at + count]
            gate.addmm_(before_h[at : at + count], transposed)
            gate[:, : 2 * hidden].sigmoid_()
            gate[:, 2 * hidden : 3 * hidden].tanh_()
            gate[:, 3 * hidden :].sigmoid_()
            i, f, g, o = gate.chunk(4, 1)
            c = torch.addcmul(f * before_c[at : at + count], i, g)
            h = torch.mul(o, torch.tanh(c, out=tanh_c[at : at + count]), out=out[at : at + count])
            last_h[:count], last_c[:count] = h, c
        ctx.save_for_backward(x, w_ih, w_hh, gates, before_h, before_c, tanh_c)
        ctx.steps = steps
        return out, last_h, last_c

    @staticmethod
    def backward(ctx: Any, d_out: Tensor, d_last_h: Tensor, d_last_c: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradients of the tensors that ``forward`` takes."""
        x, w_ih, w_hh, gates, before_h, before_c, tanh_c = ctx.saved_tensors
        d_gates = torch.empty_like(gates)
        # a sequence's last step (in processing order) takes the gradient of its final state
        d_h, d_c = d_last_h.clone(), d_last_c.clone()
        for at, count in reversed(ctx.steps):
            i, f, g, o = gates[at : at + count].chunk(4, 1)
            t = tanh_c[at : at + count]
            d_output = d_out[at : at + count] + d_h[:count]
            d_cell = torch.addcmul(d_c[:count], d_output * o, 1 - t * t)
            d_i, d_f, d_g, d_o = d_gates[at : at + count].chunk(4, 1)
            torch.mul(d_cell * g, i * (1 - i), out=d_i)
            torch.mul(d_cell * before_c[at : at + count], f * (1 - f), out=d_f)
            torch.mul(d_cell * i, 1 - g * g, out=d_g)
            torch.mul(d_output * t, o * (1 - o), out=d_o)
            d_h[:count] = d_gates[at : at + count] @ w_hh
            d_c[:count] = d_cell * f
        d_x = d_gates @ w_ih if ctx.needs_input_grad[0] else None
        return d_x, d_gates.t() @ x, d_gates.t() @ before_h, d_gates.sum(0), d_h, d_c, None, None


def _steps(sizes: Sequence[int], reverse: bool) -> list[tuple[int, int]]:
    """Return (first row, rows) of each time step in processing order."""
    steps, at = [], 0
    for count in sizes:
        steps.append((at, count))
        at += count
    return steps[::-1] if reverse else steps


def run_packed(
    lstm: torch.nn.LSTM, packed: PackedSequence, hx: tuple[Tensor, Tensor] | None
) -> tuple[PackedSequence, tuple[Tensor, Tensor]]:
    """Return what ``lstm(packed, hx)`` returns, with ``PackedDirection`` for each layer and direction."""
    sizes = packed.batch_sizes.tolist()
    directions = 2 if lstm.bidirectional else 1
    if hx is None:
        zero = packed.data.new_zeros(lstm.num_layers * directions, sizes[0], lstm.hidden_size)
        hx = (zero, zero)
    elif packed.sorted_indices is not None:
        hx = (hx[0].index_select(1, packed.sorted_indices), hx[1].index_select(1, packed.sorted_indices))
    rows, last_h, last_c = packed.data, [], []
    for layer in range(lstm.num_layers):
        if layer and lstm.dropout and lstm.training:
            rows = torch.nn.functional.dropout(rows, lstm.dropout, True)
        outputs = []
        for direction in range(directions):
            name = f"l{layer}" + ("_reverse" if direction else "")
            number = layer * directions + direction
            out, h, c = PackedDirection.apply(
                rows,
                getattr(lstm, f"weight_ih_{name}"),
                getattr(lstm, f"weight_hh_{name}"),
                getattr(lstm, f"bias_ih_{name}") + getattr(lstm, f"bias_hh_{name}"),
                hx[0][number],
                hx[1][number],
                sizes,
                bool(direction),
            )
            outputs.append(out)
            last_h.append(h)
            last_c.append(c)
        rows = torch.cat(outputs, 1)
    h, c = torch.stack(last_h), torch.stack(last_c)
    if packed.unsorted_indices is not None:
        h, c = h.index_select(1, packed.unsorted_indices), c.index_select(1, packed.unsorted_indices)
    return PackedSequence(rows, packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices), (h, c)


def packed_lstm(self: Any, input: Any, lengths: Any, hx: Any = None) -> Any:
    """Replace ``PackedLSTM.forward`` of Stanza; its own LSTM runs where no gradient is wanted."""
    if not isinstance(input, PackedSequence):
        input = pack_padded_sequence(input, lengths, batch_first=self.batch_first)
    plain = not torch.is_grad_enabled() or not isinstance(self.lstm, torch.nn.LSTM) or self.lstm.proj_size
    rows, state = self.lstm(input, hx) if plain else run_packed(self.lstm, input, hx)
    if self.pad:
        rows = pad_packed_sequence(rows, batch_first=self.batch_first)[0]
    return rows, state


if __name__ == "__main__":
    program = sys.argv.pop(1)
    install()
    runpy.run_module(f"stanza.models.{program}", run_name="__main__", alter_sys=True)
